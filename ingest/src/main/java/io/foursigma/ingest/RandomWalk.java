// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Values that wander: at each step {@code direction = clamp(normal(direction, 1), -0.75, 0.75)} and
 * {@code value = value + direction}, both from 0.
 *
 * @param sensorCount how many sensors, at least 1
 * @param ratePerSecond steps per second of each sensor, above 0
 * @param seed decides all values
 */
public record RandomWalk(int sensorCount, double ratePerSecond, long seed) implements Simulator {

    /** A step each 10 ms. */
    public static final double DEFAULT_RATE_PER_SECOND = 100;

    /** The longest step to either side. */
    static final double LONGEST_STEP = 0.75;

    private static final Duration LEAST_WINDOW = Duration.ofSeconds(2);
    private static final int VALUES_PER_WINDOW = 20;

    /** Checks the ranges. @throws IllegalArgumentException if a parameter is out of range */
    public RandomWalk {
        SimulatorParameters.check(sensorCount, ratePerSecond);
    }

    @Override
    public String name() {
        return "random-walk";
    }

    @Override
    public List<String> sensors() {
        return SimulatorParameters.names(sensorCount, sensor -> "random-walk-" + (sensor + 1));
    }

    @Override
    public Duration window() {
        return SimulatorParameters.spanOf(VALUES_PER_WINDOW, ratePerSecond, LEAST_WINDOW);
    }

    @Override
    public Signal signal(int sensor) {
        return new Walk(new Random(Scramble.hash(seed, sensor)));
    }

    private static final class Walk implements Signal {
        private final Random random;
        private double direction;
        private double value;

        private Walk(Random random) {
            this.random = random;
        }

        @Override
        public double next(long time) {
            double wish = direction + random.nextGaussian();
            direction = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, wish));
            value += direction;
            return value;
        }
    }
}
