// SPDX-License-Identifier: Apache-2.0
/** The steps of a reading, each by itself. */
@NullMarked
package io.foursigma.bench.micro;

import org.jspecify.annotations.NullMarked;
