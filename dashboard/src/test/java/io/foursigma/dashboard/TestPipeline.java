// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.PublishedWindow;
import io.foursigma.analytics.RunningStatistics;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.memory.InMemoryReadingHistory;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what the topology does, one reading at a time, into stores in memory: windows of 2 s, 4 sigma, 8 values. */
final class TestPipeline {

    static final long WINDOW_MILLIS = 2_000;

    private static final SigmaRule RULE = new SigmaRule(4, 8, 0);
    private static final WindowConfig WINDOWS =
            new WindowConfig(new TumblingWindows(WINDOW_MILLIS), 0, WindowConfig.ANY_AGE, RULE);

    private final InMemoryStores stores;
    private final Map<String, RunningStatistics> stats = new HashMap<>();
    private final Map<String, SensorWindows> windows = new HashMap<>();
    private final @Nullable InMemoryReadingHistory kafka;
    private long offset;

    TestPipeline(InMemoryStores stores) {
        this(stores, null);
    }

    /** A pipeline whose readings also lie in Kafka, at the same offsets of partition 0. */
    TestPipeline(InMemoryStores stores, @Nullable InMemoryReadingHistory kafka) {
        this.stores = stores;
        this.kafka = kafka;
    }

    /** Applies a reading. @return the anomaly that it is, null if it is none */
    @Nullable
    Anomaly apply(String sensor, long time, double value) {
        RunningStatistics running = stats.computeIfAbsent(sensor, ignored -> new RunningStatistics());
        running.add(value);
        List<WindowStats> published = new ArrayList<>();
        Outcome outcome = windows.computeIfAbsent(
                        sensor, ignored -> SensorWindows.of(WINDOWS, SensorWindowsState.EMPTY))
                .apply(time, value, window -> published.add(window(sensor, window)));
        long at = offset++;
        if (kafka != null) {
            String json = "{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}".formatted(sensor, time, value);
            kafka.append(0, time, json.getBytes(UTF_8));
        }
        Anomaly anomaly = outcome instanceof Verdict.Anomalous anomalous
                ? anomaly(sensor, at, time, value, anomalous.baseline())
                : null;
        List<Anomaly> anomalies = anomaly == null ? List.of() : List.of(anomaly);
        stores.insights().put(anomalies, published);
        stores.latest()
                .put(
                        List.of(new LatestSensor(
                                sensor,
                                new LatestReading(sensor, time, value, 0, at, name(outcome), baseline(outcome)),
                                stats(sensor, running, time, value))),
                        anomalies);
        return anomaly;
    }

    /** An anomaly for tests that do not care how it came about. */
    static Anomaly anomaly(String sensor, long offset, long time, double value) {
        return anomaly(sensor, offset, time, value, new Baseline(0, WINDOW_MILLIS, 8, 1, 0.5));
    }

    private static Anomaly anomaly(String sensor, long offset, long time, double value, Baseline baseline) {
        long start = Math.floorDiv(time, WINDOW_MILLIS) * WINDOW_MILLIS;
        var sigmas = RULE.sigmasAway(baseline, value);
        return new Anomaly(
                new Position("topic", 0, offset, 0),
                sensor,
                time,
                value,
                sigmas.isPresent() ? sigmas.getAsDouble() : null,
                wire(baseline),
                new Anomaly.Rule(RULE.sigmas(), RULE.minCount(), RULE.minStd()),
                start,
                start + WINDOW_MILLIS,
                time,
                time);
    }

    private static WindowStats window(String sensor, PublishedWindow window) {
        var sampleStd = window.moments().sampleStd();
        Baseline baseline = window.baseline();
        return new WindowStats(
                sensor,
                window.start(),
                window.end(),
                window.revision(),
                window.moments().count(),
                window.moments().mean(),
                window.moments().std(),
                sampleStd.isPresent() ? sampleStd.getAsDouble() : null,
                window.moments().min(),
                window.moments().max(),
                baseline == null ? null : wire(baseline));
    }

    private static SensorStats stats(String sensor, RunningStatistics running, long time, double value) {
        var sampleStd = running.sampleStd();
        return new SensorStats(
                sensor,
                running.count(),
                running.mean(),
                running.std(),
                sampleStd.isPresent() ? sampleStd.getAsDouble() : null,
                running.min(),
                running.max(),
                value,
                time);
    }

    private static VerdictName name(Outcome outcome) {
        return outcome instanceof Verdict.Normal
                ? VerdictName.NORMAL
                : outcome instanceof Verdict.Anomalous ? VerdictName.ANOMALOUS : VerdictName.LEARNING;
    }

    private static @Nullable BaselineStats baseline(Outcome outcome) {
        if (outcome instanceof Verdict.Normal normal) {
            return wire(normal.baseline());
        }
        return outcome instanceof Verdict.Anomalous anomalous ? wire(anomalous.baseline()) : null;
    }

    private static BaselineStats wire(Baseline baseline) {
        return new BaselineStats(baseline.start(), baseline.end(), baseline.count(), baseline.mean(), baseline.std());
    }
}
