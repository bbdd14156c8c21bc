// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command takes that simulates sensors. */
public final class SimulatorOptions {

    @Option(names = "--sensors", paramLabel = "N", defaultValue = "12", description = "simulated sensors (default: 12)")
    private int sensors;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "readings per sensor and second (default: plant 10, random-walk 100, uniform 0.1)")
    private @Nullable Double rate;

    @Option(
            names = "--simulator",
            paramLabel = "NAME",
            defaultValue = "plant",
            description = "plant, random-walk or uniform (default: plant)")
    private String name = "plant";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "4", description = "seed of the simulator (default: 4)")
    private long seed;

    /** Options that picocli fills. */
    public SimulatorOptions() {}

    /**
     * The simulator that is asked for.
     *
     * @throws IllegalArgumentException if it cannot be; the message has a line for each error
     */
    public Simulator simulator() {
        List<String> problems = new ArrayList<>();
        Optional<SimulatorKind> kind = SimulatorKind.named(name);
        if (kind.isEmpty()) {
            problems.add("--simulator = " + name + ": give plant, random-walk or uniform");
        }
        double usual = kind.orElse(SimulatorKind.PLANT).usualRatePerSecond();
        double ratePerSecond = rate == null ? usual : rate;
        problems.addAll(SimulatorParameters.problems(sensors, ratePerSecond));
        if (kind.isEmpty() || !problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        return kind.get().simulator(sensors, ratePerSecond, seed);
    }
}
