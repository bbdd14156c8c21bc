// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.stores.groups.MergedStats;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sensors whose names begin with the same path.
 *
 * @param prefix the path, which ends with '/'; empty for all sensors
 * @param sensors how many sensors, at least 1, but for the group of all, which may be empty
 * @param groups how many groups lie in it, a level below
 * @param statistics the statistics of their readings, a line per unit, by unit, that of no unit first
 * @param states how many sensors are in which state; states of none are left out
 * @param time the greatest event time of their newest readings, epoch milliseconds; null while there is none
 */
record SensorGroup(
        String prefix,
        int sensors,
        int groups,
        List<OfUnit> statistics,
        Map<Attention, Integer> states,
        @Nullable Long time) {

    /** Copies the lists. */
    SensorGroup {
        statistics = List.copyOf(statistics);
        states = Map.copyOf(states);
    }

    /** The state of the sensor that needs attention most. */
    Attention worst() {
        return states.keySet().stream().min(Attention::compareTo).orElse(Attention.NORMAL);
    }

    /** Whether the sensors have several units, so that there are no statistics of all of them. */
    boolean mixedUnits() {
        return statistics.size() > 1;
    }

    /**
     * The statistics of sensors of one unit.
     *
     * @param unit the unit; null where nobody has set one
     * @param merged their statistics
     */
    record OfUnit(@Nullable String unit, MergedStats merged) {}
}
