// SPDX-License-Identifier: Apache-2.0
/** Stores to HTTP and WebSocket to the page. */
@NullMarked
package io.foursigma.dashboard;

import org.jspecify.annotations.NullMarked;
