// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.time.Duration;
import java.util.List;

/**
 * A set of sensors that do not exist. What it yields follows from its parameters and its seed alone: no wall clock, no
 * shared state. {@link SimulatedReadings} puts its values on the time line.
 */
public interface Simulator {

    /** The name by which people choose it. */
    String name();

    /** The names of its sensors, each once. */
    List<String> sensors();

    /** Readings per second of each sensor, above 0. */
    double ratePerSecond();

    /** A length of windows in which the rule has enough values to speak. */
    Duration window();

    /**
     * The values of a sensor, from its first one on.
     *
     * @param sensor its place in {@link #sensors()}, from 0
     */
    Signal signal(int sensor);

    /** The values of one sensor, one after the other. */
    @FunctionalInterface
    interface Signal {

        /**
         * The next value.
         *
         * @param time its event time in epoch milliseconds, not before that of the value before
         */
        double next(long time);
    }
}
