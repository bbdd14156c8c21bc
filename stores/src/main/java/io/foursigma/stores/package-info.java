// SPDX-License-Identifier: Apache-2.0
/** Narrow roles of the stores, named for the caller's wish; the technologies lie in the packages below. */
@NullMarked
package io.foursigma.stores;

import org.jspecify.annotations.NullMarked;
