// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

/** A connection between the topology and a server that leads through a {@link TcpProxy}. */
enum Link {
    CASSANDRA("Cassandra"),
    ELASTICSEARCH("Elasticsearch"),
    REDIS("Redis");

    private final String title;

    Link(String title) {
        this.title = title;
    }

    /** The server at its other end. */
    String title() {
        return title;
    }
}
