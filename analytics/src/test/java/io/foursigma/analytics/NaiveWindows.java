// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The oracle for {@link SensorWindows}: keeps every reading of every window for ever and works all out again, each
 * time.
 *
 * <p>It shares the records of the interface with the code under test, and none of its logic or arithmetic.
 */
final class NaiveWindows {
    private final long lengthMillis;
    private final long allowedLatenessMillis;
    private final long baselineMaxAgeMillis;
    private final SigmaRule rule;
    private final TreeMap<Long, List<Double>> valuesByStart = new TreeMap<>();
    private final Map<Long, @Nullable Baseline> baselineByStart = new HashMap<>();
    private final Map<Long, Integer> publishedByStart = new HashMap<>();
    private final List<Long> times = new ArrayList<>();

    NaiveWindows(WindowConfig config) {
        lengthMillis = config.windows().lengthMillis();
        allowedLatenessMillis = config.allowedLatenessMillis();
        baselineMaxAgeMillis = config.baselineMaxAgeMillis();
        rule = config.rule();
    }

    /** What was published: a window's start, its values at that time, and its baseline. */
    record Publication(
            long start, List<Double> values, @Nullable Baseline baseline) {}

    String apply(long timeMillis, double value, List<Publication> published) {
        long start = timeMillis;
        while (start % lengthMillis != 0) {
            start--;
        }
        long end = start + lengthMillis;
        if (times.stream().anyMatch(seen -> seen >= end + allowedLatenessMillis)) {
            return "late";
        }
        if (!valuesByStart.containsKey(start)) {
            baselineByStart.put(start, baselineBefore(start));
            valuesByStart.put(start, new ArrayList<>());
        }
        valuesByStart.get(start).add(value);
        times.add(timeMillis);
        valuesByStart.forEach((windowStart, values) -> publishIfDue(windowStart, values, published));
        return verdict(baselineByStart.get(start), value);
    }

    private @Nullable Baseline baselineBefore(long start) {
        Map.Entry<Long, List<Double>> previous = valuesByStart.lowerEntry(start);
        if (previous == null || start - (previous.getKey() + lengthMillis) > baselineMaxAgeMillis) {
            return null;
        }
        TwoPass exact = new TwoPass(previous.getValue());
        return new Baseline(
                previous.getKey(),
                previous.getKey() + lengthMillis,
                previous.getValue().size(),
                exact.mean(),
                exact.std());
    }

    private void publishIfDue(long start, List<Double> values, List<Publication> published) {
        boolean reached = times.stream().anyMatch(seen -> seen >= start + lengthMillis);
        if (reached && publishedByStart.getOrDefault(start, 0) < values.size()) {
            publishedByStart.put(start, values.size());
            published.add(new Publication(start, List.copyOf(values), baselineByStart.get(start)));
        }
    }

    private String verdict(@Nullable Baseline baseline, double value) {
        if (baseline == null || baseline.count() < rule.minCount()) {
            return "learning";
        }
        double allowed = rule.sigmas() * (baseline.std() > rule.minStd() ? baseline.std() : rule.minStd());
        boolean outside =
                value > baseline.mean() ? value - baseline.mean() > allowed : baseline.mean() - value > allowed;
        return (outside ? "anomalous by " : "normal by ") + baseline;
    }
}
