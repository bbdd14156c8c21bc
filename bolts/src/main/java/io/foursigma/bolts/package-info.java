// SPDX-License-Identifier: Apache-2.0
/** Tuples through analytics to results and stores. No arithmetic here. */
@NullMarked
package io.foursigma.bolts;

import org.jspecify.annotations.NullMarked;
