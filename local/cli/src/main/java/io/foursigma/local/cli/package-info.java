// SPDX-License-Identifier: Apache-2.0
/** The command {@code foursigma}: the whole system on one machine. */
@NullMarked
package io.foursigma.local.cli;

import org.jspecify.annotations.NullMarked;
