// SPDX-License-Identifier: Apache-2.0
/** Statistics of several sensors together. */
@NullMarked
package io.foursigma.stores.groups;

import org.jspecify.annotations.NullMarked;
