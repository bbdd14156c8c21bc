// SPDX-License-Identifier: Apache-2.0
/** Readings over WebSocket: from producers that broadcast, and from devices that connect. */
@NullMarked
package io.foursigma.ingest.websocket;

import org.jspecify.annotations.NullMarked;
