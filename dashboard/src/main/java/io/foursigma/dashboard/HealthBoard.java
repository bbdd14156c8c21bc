// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Remembers of every component whether it is up, and since when. Safe for many threads. */
final class HealthBoard {

    private static final String NOT_ANSWERED_YET = "it has not answered yet";

    private final Clock clock;
    private final Map<String, Health.Component> components = new LinkedHashMap<>();

    /** A board on which every store is down until it has answered once, and the topology up until it is seen to stand still. */
    HealthBoard(Clock clock) {
        this.clock = clock;
        for (String name : List.of(Health.REDIS, Health.ELASTICSEARCH, Health.CASSANDRA, Health.KAFKA)) {
            components.put(name, new Health.Component(name, clock.millis(), NOT_ANSWERED_YET));
        }
        components.put(Health.TOPOLOGY, new Health.Component(Health.TOPOLOGY, clock.millis(), null));
    }

    /**
     * Takes what a look at a component has shown. The first reason that a look has found stands for as long as it is down.
     *
     * @param name the component
     * @param problem why it is down, null if it is up
     * @return whether there is news: it has gone up or down, or the first look has found out why it is down
     */
    synchronized boolean report(String name, @Nullable String problem) {
        Health.Component before = components.get(name);
        if (before != null && before.up() == (problem == null)) {
            if (!NOT_ANSWERED_YET.equals(before.problem())) {
                return false;
            }
            components.put(name, new Health.Component(name, before.since(), problem));
        } else {
            components.put(name, new Health.Component(name, clock.millis(), problem));
        }
        return true;
    }

    /** Why a store is down, null if it is up. */
    synchronized @Nullable String problem(String name) {
        return Objects.requireNonNull(components.get(name), name).problem();
    }

    /** What is known now. */
    synchronized Health health() {
        return new Health(List.copyOf(components.values()));
    }
}
