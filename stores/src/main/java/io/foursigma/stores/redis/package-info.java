// SPDX-License-Identifier: Apache-2.0
/** Latest values in Redis: guarded hashes, and a channel that announces their changes. */
@NullMarked
package io.foursigma.stores.redis;

import org.jspecify.annotations.NullMarked;
