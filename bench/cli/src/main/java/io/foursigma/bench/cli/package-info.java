// SPDX-License-Identifier: Apache-2.0
/** The command {@code foursigma bench}: races on this machine. */
@NullMarked
package io.foursigma.bench.cli;

import org.jspecify.annotations.NullMarked;
