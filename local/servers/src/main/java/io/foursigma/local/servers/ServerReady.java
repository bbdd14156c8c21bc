// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.time.Duration;

/**
 * A server has answered its first request.
 *
 * @param kind which server
 * @param took the time since its process was started
 */
public record ServerReady(ServerKind kind, Duration took) {}
