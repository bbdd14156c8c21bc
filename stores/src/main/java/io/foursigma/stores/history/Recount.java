// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's readings judged once more, the last of them being the one that is explained.
 *
 * @param outcome what became of the last reading
 * @param baseline what it was judged by; null if it was late or there was too little
 * @param readings the readings that the baseline was made of, in the order in which they came
 * @param covered whether an older window than the baseline's was seen before it, so that it is not cut off by where reading began
 */
record Recount(Outcome outcome, @Nullable Baseline baseline, List<RawReading> readings, boolean covered) {

    /*
     * Nothing is known of the sensor's state before the first reading: it is taken as new. That is right for the baseline
     * if nothing before belongs to its window or a later one. Then every window from the baseline's on has the same
     * readings and, since none of them had ended for the readings before, loses the same ones as late.
     */

    /** Judges readings as a sensor's first ones. */
    static Recount of(WindowConfig config, List<RawReading> readings) {
        SensorWindows windows = SensorWindows.of(config, SensorWindowsState.EMPTY);
        boolean[] judged = new boolean[readings.size()];
        Outcome outcome = Outcome.Late.INSTANCE;
        for (int i = 0; i < judged.length; i++) {
            RawReading reading = readings.get(i);
            outcome = windows.apply(reading.time(), reading.value(), published -> {});
            judged[i] = outcome instanceof Verdict;
        }
        Baseline baseline = baseline(outcome);
        if (baseline == null) {
            return new Recount(outcome, null, List.of(), false);
        }
        long own = config.windows().start(readings.get(judged.length - 1).time());
        return within(baseline, own, outcome, readings, judged);
    }

    /** The baseline's readings are those that were judged in its window before the first one of the own window. */
    private static Recount within(
            Baseline baseline, long own, Outcome outcome, List<RawReading> readings, boolean[] judged) {
        List<RawReading> counted = new ArrayList<>();
        boolean covered = false;
        for (int i = 0; i < judged.length; i++) {
            RawReading reading = readings.get(i);
            if (!judged[i]) {
                continue;
            }
            if (own <= reading.time() && reading.time() - own < baseline.end() - baseline.start()) {
                break;
            }
            if (baseline.start() <= reading.time() && reading.time() < baseline.end()) {
                counted.add(reading);
            } else if (counted.isEmpty() && reading.time() < baseline.start()) {
                covered = true;
            }
        }
        return new Recount(outcome, baseline, counted, covered);
    }

    private static @Nullable Baseline baseline(Outcome outcome) {
        if (outcome instanceof Verdict.Anomalous anomalous) {
            return anomalous.baseline();
        }
        return outcome instanceof Verdict.Normal normal ? normal.baseline() : null;
    }

    /** What became of the last reading, in a word. */
    String verdict() {
        if (outcome instanceof Verdict.Anomalous) {
            return "anomalous";
        }
        if (outcome instanceof Verdict.Normal) {
            return "normal";
        }
        return outcome instanceof Outcome.Late ? "late" : "learning";
    }
}
