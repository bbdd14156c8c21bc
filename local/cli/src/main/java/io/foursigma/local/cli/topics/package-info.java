// SPDX-License-Identifier: Apache-2.0
/** The commands {@code foursigma topics}, {@code produce} and {@code consume}: a look at the stream, without other tools. */
@NullMarked
package io.foursigma.local.cli.topics;

import org.jspecify.annotations.NullMarked;
