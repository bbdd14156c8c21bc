// SPDX-License-Identifier: Apache-2.0
/** What the machine can do: one thread that keeps nothing. */
@NullMarked
package io.foursigma.bench.limit;

import org.jspecify.annotations.NullMarked;
