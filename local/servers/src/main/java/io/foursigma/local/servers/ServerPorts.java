// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.util.List;

/**
 * The ports on 127.0.0.1 that clients connect to; 0 asks for a free one. Ports that only the servers themselves use are
 * always free ones.
 *
 * @param kafka port of the Kafka broker, 0 to 65535
 * @param cassandra port for CQL, 0 to 65535
 * @param elasticsearch port for HTTP, 0 to 65535
 * @param redis port of Redis, 0 to 65535
 */
public record ServerPorts(int kafka, int cassandra, int elasticsearch, int redis) {

    /** Free ports for all. */
    public static final ServerPorts FREE = new ServerPorts(0, 0, 0, 0);

    /**
     * Checks the ranges, and that no port is given twice.
     *
     * @throws IllegalArgumentException if a port is out of range or given to two servers
     */
    public ServerPorts {
        List<Integer> given = List.of(kafka, cassandra, elasticsearch, redis).stream()
                .filter(port -> port != 0)
                .toList();
        for (int port : given) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
            }
            if (given.indexOf(port) != given.lastIndexOf(port)) {
                throw new IllegalArgumentException(
                        "port " + port + " is given to two servers; give each its own, or 0 for a free one");
            }
        }
    }

    /** The port that is asked for, 0 for a free one. */
    int of(ServerKind kind) {
        return switch (kind) {
            case KAFKA -> kafka;
            case CASSANDRA -> cassandra;
            case ELASTICSEARCH -> elasticsearch;
            case REDIS -> redis;
        };
    }
}
