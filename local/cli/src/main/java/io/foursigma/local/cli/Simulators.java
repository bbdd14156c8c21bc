// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.ingest.Plant;
import io.foursigma.ingest.RandomWalk;
import io.foursigma.ingest.Simulator;
import io.foursigma.ingest.Uniform;
import org.jspecify.annotations.Nullable;

/** The simulators by name. */
final class Simulators {

    private Simulators() {}

    /** A simulator. @throws CliException if there is none of that name, or a number is out of range */
    static Simulator of(String name, int sensors, @Nullable Double rate, long seed) {
        try {
            return switch (name) {
                case "plant" -> new Plant(sensors, rate == null ? Plant.DEFAULT_RATE_PER_SECOND : rate, seed);
                case "random-walk" ->
                    new RandomWalk(sensors, rate == null ? RandomWalk.DEFAULT_RATE_PER_SECOND : rate, seed);
                case "uniform" -> new Uniform(sensors, rate == null ? Uniform.DEFAULT_RATE_PER_SECOND : rate, seed);
                default ->
                    throw new IllegalArgumentException(
                            "--simulator = " + name + ": give plant, random-walk or uniform");
            };
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_INPUT, String.valueOf(e.getMessage()));
        }
    }
}
