// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

/** A process that can be killed or stopped. */
enum Victim {
    WORKER("worker"),
    SUPERVISOR("Supervisor"),
    NIMBUS("Nimbus"),
    ZOOKEEPER("ZooKeeper"),
    KAFKA("Kafka"),
    CASSANDRA("Cassandra"),
    ELASTICSEARCH("Elasticsearch"),
    REDIS("Redis"),
    RELAY("Relay");

    private final String title;

    Victim(String title) {
        this.title = title;
    }

    /** The name that the cluster has for it, without a number. */
    String title() {
        return title;
    }

    /** Whether it is a store or a worker, whose end must strike while readings are under way. */
    boolean carriesReadings() {
        return switch (this) {
            case WORKER, KAFKA, CASSANDRA, ELASTICSEARCH, REDIS -> true;
            case SUPERVISOR, NIMBUS, ZOOKEEPER, RELAY -> false;
        };
    }

    /** Whether it is one of the servers that {@code --outage} can keep away. */
    boolean isServer() {
        return carriesReadings() && this != WORKER;
    }
}
