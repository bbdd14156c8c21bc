// SPDX-License-Identifier: Apache-2.0
/** The commands {@code foursigma bench scale} and {@code plot}: what this system costs as one size grows at a time. */
@NullMarked
package io.foursigma.bench.cli.scale;

import org.jspecify.annotations.NullMarked;
