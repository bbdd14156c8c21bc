// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.util.Arrays;
import java.util.Optional;

/** The simulators by the names under which people choose them. */
enum SimulatorKind {
    PLANT("plant", Plant.DEFAULT_RATE_PER_SECOND),
    RANDOM_WALK("random-walk", RandomWalk.DEFAULT_RATE_PER_SECOND),
    UNIFORM("uniform", Uniform.DEFAULT_RATE_PER_SECOND);

    private final String title;
    private final double usualRatePerSecond;

    SimulatorKind(String title, double usualRatePerSecond) {
        this.title = title;
        this.usualRatePerSecond = usualRatePerSecond;
    }

    /** The kind of that name, if there is one. */
    static Optional<SimulatorKind> named(String title) {
        return Arrays.stream(values()).filter(kind -> kind.title.equals(title)).findFirst();
    }

    /** Readings per second of each sensor, where nobody says otherwise. */
    double usualRatePerSecond() {
        return usualRatePerSecond;
    }

    /** A simulator. @throws IllegalArgumentException if a number is out of range */
    Simulator simulator(int sensors, double ratePerSecond, long seed) {
        return switch (this) {
            case PLANT -> new Plant(sensors, ratePerSecond, seed);
            case RANDOM_WALK -> new RandomWalk(sensors, ratePerSecond, seed);
            case UNIFORM -> new Uniform(sensors, ratePerSecond, seed);
        };
    }
}
