// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * How a sensor's values are to be shown.
 *
 * @param sensor the sensor's name
 * @param unit the unit of its values; null if it has none
 * @param limits from where on a value is worth a warning or an alarm
 * @param by who decided it
 * @param at when, epoch milliseconds
 */
public record SensorPolicy(String sensor, @Nullable String unit, Limits limits, String by, long at) implements Policy {

    /** Checks everything. @throws IllegalArgumentException if something is out of range, with all that is */
    public SensorPolicy {
        String problem = Reading.sensorProblem(sensor);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        PolicyRules.demandNone(PolicyRules.faults(unit, limits));
        PolicyRules.demandName(by);
    }

    @Override
    public PolicyKey key() {
        return PolicyKey.sensor(sensor);
    }
}
