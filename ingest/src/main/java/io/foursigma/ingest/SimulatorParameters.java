// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the parameters of all simulators have in common. */
final class SimulatorParameters {

    private static final double MILLIS_PER_SECOND = 1_000;

    private SimulatorParameters() {}

    /** Checks the ranges. @throws IllegalArgumentException with a line for each parameter: its value and the cure */
    static void check(int sensorCount, double ratePerSecond) {
        List<String> problems = problems(sensorCount, ratePerSecond);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
    }

    /** What is out of range: the parameter, its value and the cure. */
    static List<String> problems(int sensorCount, double ratePerSecond) {
        List<String> problems = new ArrayList<>();
        if (sensorCount < 1) {
            problems.add("sensors = " + sensorCount + ": give a whole number above 0");
        }
        if (!(ratePerSecond > 0 && ratePerSecond <= Double.MAX_VALUE)) {
            String text = ratePerSecond == Math.rint(ratePerSecond) && Math.abs(ratePerSecond) < 1e9
                    ? String.valueOf((long) ratePerSecond)
                    : String.valueOf(ratePerSecond);
            problems.add("rate = " + text + ": give a number above 0");
        }
        return problems;
    }

    static List<String> names(int sensorCount, IntFunction<String> name) {
        return IntStream.range(0, sensorCount).mapToObj(name).toList();
    }

    /** The time in which a sensor yields so many values, but not less than {@code least}. */
    static Duration spanOf(int values, double ratePerSecond, Duration least) {
        Duration span = Duration.ofMillis((long) Math.ceil(values * MILLIS_PER_SECOND / ratePerSecond));
        return span.compareTo(least) < 0 ? least : span;
    }
}
