// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Values that are uniform in [0, 1), each independent of all others. None can be an anomaly for long: the farthest lies
 * 1.74 standard deviations from the mean.
 *
 * @param sensorCount how many sensors, at least 1
 * @param ratePerSecond values per second of each sensor, above 0
 * @param seed decides all values
 */
public record Uniform(int sensorCount, double ratePerSecond, long seed) implements Simulator {

    /** A value every 10 seconds. */
    public static final double DEFAULT_RATE_PER_SECOND = 0.1;

    private static final Duration LEAST_WINDOW = Duration.ofSeconds(2);
    private static final int VALUES_PER_WINDOW = 60;

    /** Checks the ranges. @throws IllegalArgumentException if a parameter is out of range */
    public Uniform {
        SimulatorParameters.check(sensorCount, ratePerSecond);
    }

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public List<String> sensors() {
        return SimulatorParameters.names(sensorCount, sensor -> "uniform-" + (sensor + 1));
    }

    /** The time of 60 values: 10 minutes at the default rate. */
    @Override
    public Duration window() {
        return SimulatorParameters.spanOf(VALUES_PER_WINDOW, ratePerSecond, LEAST_WINDOW);
    }

    @Override
    public Signal signal(int sensor) {
        Random random = new Random(Scramble.hash(seed, sensor));
        return time -> random.nextDouble();
    }
}
