// SPDX-License-Identifier: Apache-2.0
/** {@code foursigma policies}: units and limits from the command line. */
@NullMarked
package io.foursigma.local.cli.policies;

import org.jspecify.annotations.NullMarked;
