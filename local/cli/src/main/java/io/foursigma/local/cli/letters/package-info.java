// SPDX-License-Identifier: Apache-2.0
/** The command {@code foursigma dead-letters}: to list, show and replay what is no reading. */
@NullMarked
package io.foursigma.local.cli.letters;

import org.jspecify.annotations.NullMarked;
