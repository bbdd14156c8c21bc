// SPDX-License-Identifier: Apache-2.0
/** Simulated sensors that broadcast over WebSocket. */
@NullMarked
package io.foursigma.ingest.broadcast;

import org.jspecify.annotations.NullMarked;
