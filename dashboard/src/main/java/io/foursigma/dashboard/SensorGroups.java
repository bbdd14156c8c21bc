// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.dashboard.SensorGroup.OfUnit;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.groups.SensorStatsMerge;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the groups of sensors. A name is a path, {@code hall/line/motor}: the sensor is in the groups {@code hall/line/},
 * {@code hall/} and that of all sensors, the prefix of which is empty.
 */
final class SensorGroups {

    private static final char SEPARATOR = '/';

    private final PolicyBoard policies;

    /**
     * Groups of sensors.
     *
     * @param policies knows units and limits
     */
    SensorGroups(PolicyBoard policies) {
        this.policies = policies;
    }

    /**
     * A group and those in it.
     *
     * @param sensors what is known of all sensors
     * @param prefix the group's prefix
     * @param depth how many levels below it, at least 1
     * @return the group, and behind it those in it, by prefix; nothing if there is no such sensor
     */
    List<SensorGroup> find(LiveHub.Present sensors, String prefix, int depth) {
        TreeMap<String, Gathered> groups = new TreeMap<>();
        if (prefix.isEmpty()) {
            groups.put(prefix, new Gathered());
        }
        for (SensorView sensor : sensors.sensors()) {
            String name = sensor.latest().sensor();
            if (name.startsWith(prefix)) {
                SensorPolicy policy = policy(name);
                Limits limits = policy == null ? Limits.NONE : policy.limits();
                boolean alerted = sensors.alerted().contains(name);
                Attention state = Attention.of(sensor, limits, alerted, sensors.millis());
                String unit = policy == null ? null : policy.unit();
                String group = prefix;
                for (int level = 0; group != null && level <= depth; level++) {
                    Gathered gathered = groups.computeIfAbsent(group, ignored -> new Gathered());
                    gathered.add(sensor, state, unit);
                    group = below(group, name);
                    if (group != null) {
                        gathered.inside.add(group);
                    }
                }
            }
        }
        List<SensorGroup> found = new ArrayList<>();
        groups.forEach((group, gathered) -> found.add(gathered.group(group)));
        return found;
    }

    /** The group below a group, on the way to a sensor; null if the sensor lies in the group itself. */
    private static @Nullable String below(String group, String sensor) {
        int end = sensor.indexOf(SEPARATOR, group.length());
        return end < 0 ? null : sensor.substring(0, end + 1);
    }

    private @Nullable SensorPolicy policy(String sensor) {
        PolicyReader.Entry entry = policies.find(PolicyKey.sensor(sensor));
        return entry != null && entry.change().policy() instanceof SensorPolicy policy ? policy : null;
    }

    /** A group on its way. */
    private static final class Gathered {
        /** A map cannot hold null: the empty text, which no unit is, stands for none. */
        private static final String NO_UNIT = "";

        private final TreeMap<String, SensorStatsMerge> byUnit = new TreeMap<>();
        private final EnumMap<Attention, Integer> states = new EnumMap<>(Attention.class);
        private final Set<String> inside = new HashSet<>();
        private int sensors;
        private @Nullable Long time;

        private void add(SensorView sensor, Attention state, @Nullable String unit) {
            sensors++;
            states.merge(state, 1, Integer::sum);
            long newest = sensor.newest().time();
            time = time == null ? newest : Math.max(time, newest);
            SensorStats stats = sensor.latest().stats();
            if (stats != null) {
                // Numbers that contradict each other are left out; the number of sensors in the statistics shows it.
                boolean unused = byUnit.computeIfAbsent(
                                unit == null ? NO_UNIT : unit, ignored -> new SensorStatsMerge())
                        .add(stats);
            }
        }

        private SensorGroup group(String prefix) {
            List<OfUnit> statistics = new ArrayList<>();
            byUnit.forEach((unit, merge) -> merge.merged()
                    .ifPresent(merged -> statistics.add(new OfUnit(unit.equals(NO_UNIT) ? null : unit, merged))));
            return new SensorGroup(prefix, sensors, inside.size(), statistics, states, time);
        }
    }
}
