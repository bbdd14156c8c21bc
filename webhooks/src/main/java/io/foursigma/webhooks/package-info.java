// SPDX-License-Identifier: Apache-2.0
/** Episodes go out of the house: each receiver is told of each change, at least once, in the order of its episode. */
@NullMarked
package io.foursigma.webhooks;

import org.jspecify.annotations.NullMarked;
