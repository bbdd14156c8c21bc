// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import java.time.Duration;

/**
 * Which readings one rate is measured with: they follow each other evenly, and the sensors take turns.
 *
 * @param perSecond how many readings are due in a second
 * @param sensors how many sensors
 * @param warmUp how many readings come first and are not measured
 * @param readings how many readings there are, those of the warm-up among them
 */
record Plan(int perSecond, int sensors, int warmUp, int readings) {

    /** What is kept of each reading until the end lies in memory. */
    static final int MOST_READINGS = 5_000_000;

    /** Stands for any number of readings that is refused; an int holds the sum of two of them. */
    private static final double MORE_THAN_ENOUGH = 1e9;

    /** What a sensor's name has room for. */
    private static final int MOST_SENSORS = 9_999_999;

    /** Refuses what cannot be measured. */
    Plan {
        if (perSecond < 1) {
            throw new IllegalArgumentException("at least one reading a second, not " + perSecond);
        }
        if (sensors < 1 || sensors > MOST_SENSORS) {
            throw new IllegalArgumentException("from 1 to " + MOST_SENSORS + " sensors, not " + sensors);
        }
        if (readings <= warmUp) {
            throw new IllegalArgumentException(
                    "no reading is left to be measured at " + perSecond + " a second: give a longer time");
        }
        if (readings > MOST_READINGS) {
            throw new IllegalArgumentException("at most " + MOST_READINGS + " readings with those of the warm-up, not "
                    + readings + " at " + perSecond + " a second: give a shorter time");
        }
        if (readings < sensors) {
            throw new IllegalArgumentException("at least one reading per sensor, not " + readings + " at " + perSecond
                    + " a second for " + sensors + " sensors: give a longer time");
        }
    }

    /**
     * The readings of a span of time.
     *
     * @param warmUp how long readings come before they are measured
     * @param measured how long they are
     * @throws IllegalArgumentException if that cannot be measured
     */
    static Plan of(int perSecond, int sensors, Duration warmUp, Duration measured) {
        return new Plan(
                perSecond, sensors, count(perSecond, warmUp), count(perSecond, warmUp) + count(perSecond, measured));
    }

    /** How many readings are measured. */
    int measured() {
        return readings - warmUp;
    }

    /** How long it lasts, by the schedule. */
    Duration duration() {
        return Duration.ofMillis(readings * 1_000L / perSecond);
    }

    private static int count(int perSecond, Duration span) {
        return (int) Math.min(span.toMillis() / 1e3 * perSecond, MORE_THAN_ENOUGH);
    }
}
