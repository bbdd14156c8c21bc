// SPDX-License-Identifier: Apache-2.0
/** What it costs to take readings in. */
@NullMarked
package io.foursigma.bench.cli.collect;

import org.jspecify.annotations.NullMarked;
