// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which stores answer, Kafka among them, and whether the topology goes on.
 *
 * @param components a line per component, in a fixed order
 */
record Health(List<Component> components) {

    /** Name of the store of latest values. */
    static final String REDIS = "redis";
    /** Name of the store of insights. */
    static final String ELASTICSEARCH = "elasticsearch";
    /** Name of the store of state. */
    static final String CASSANDRA = "cassandra";

    /** Name of the log of readings. */
    static final String KAFKA = "kafka";
    /** Name of what computes: it is up as long as readings become durable. */
    static final String TOPOLOGY = "topology";

    /** Copies the lines. */
    Health {
        components = List.copyOf(components);
    }

    /** Whether all components are up. */
    boolean up() {
        return components.stream().allMatch(Component::up);
    }

    /**
     * One component.
     *
     * @param name its name
     * @param since since when it has been up, or down, epoch milliseconds
     * @param problem why it is down, null if it is up
     */
    record Component(String name, long since, @Nullable String problem) {

        /** Whether it answers, or goes on. */
        boolean up() {
            return problem == null;
        }
    }
}
