// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

/**
 * When which reading is due. It stands before the first one is sent and nothing moves it: a delay counts from here, also
 * where a reading was sent too late.
 *
 * @param plan the readings
 * @param startMicros when the first one is due, microseconds since the epoch
 */
record Schedule(Plan plan, long startMicros) {

    /** When a reading is due, microseconds since the epoch. */
    long dueMicros(int reading) {
        return startMicros + reading * 1_000_000L / plan.perSecond();
    }

    /** A reading's event time, epoch milliseconds: the moment at which it is due. */
    long timeMillis(int reading) {
        return Math.floorDiv(dueMicros(reading), 1_000L);
    }

    /** The number of a reading's sensor, from 0. */
    int sensor(int reading) {
        return reading % plan.sensors();
    }

    /** Whether a reading is measured, or one of the warm-up. */
    boolean isMeasured(int reading) {
        return reading >= plan.warmUp();
    }

    /** The first reading of a sensor whose event time is not before the given one; the number of readings if none is. */
    int firstSince(int sensor, long millis) {
        int turns = (plan.readings() - 1 - sensor) / plan.sensors() + 1;
        int low = 0;
        int high = turns;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeMillis(sensor + middle * plan.sensors()) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == turns ? plan.readings() : sensor + low * plan.sensors();
    }
}
