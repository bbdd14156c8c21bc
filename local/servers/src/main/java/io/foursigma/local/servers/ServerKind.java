// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.util.Locale;

/** The servers that a stack on one machine can hold. */
public enum ServerKind {
    /** One Kafka broker with its controller. */
    KAFKA("Kafka"),
    /** One Cassandra node. */
    CASSANDRA("Cassandra"),
    /** One Elasticsearch node. */
    ELASTICSEARCH("Elasticsearch"),
    /** One Redis server. */
    REDIS("Redis");

    private final String title;

    ServerKind(String title) {
        this.title = title;
    }

    /** The name as people write it. */
    public String title() {
        return title;
    }

    /** The name of its folder, below the data folder as well as below {@code local/} in the project. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
