// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.EpisodeRule;
import io.foursigma.analytics.EpisodeState;
import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.PublishedWindow;
import io.foursigma.analytics.RunningStatistics;
import io.foursigma.analytics.SensorEpisodes;
import io.foursigma.analytics.SensorEpisodesState;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
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

/** Does what the topology does, one reading at a time, into stores in memory: windows of 2 s, 4 sigma, 8 values, quiet after 5 s. */
final class TestPipeline {

    static final long WINDOW_MILLIS = 2_000;
    static final long QUIET_MILLIS = 5_000;

    private static final SigmaRule RULE = new SigmaRule(4, 8, 0);
    private static final WindowConfig WINDOWS =
            new WindowConfig(new TumblingWindows(WINDOW_MILLIS), 0, WindowConfig.ANY_AGE, RULE);

    private final InMemoryStores stores;
    private final Map<String, RunningStatistics> stats = new HashMap<>();
    private final Map<String, SensorEpisodes> episodes = new HashMap<>();
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
        SensorWindows held =
                windows.computeIfAbsent(sensor, ignored -> SensorWindows.of(WINDOWS, SensorWindowsState.EMPTY));
        Outcome outcome = held.apply(time, value, window -> published.add(window(sensor, window)));
        long at = offset++;
        if (kafka != null) {
            String json = "{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}".formatted(sensor, time, value);
            kafka.append(0, time, json.getBytes(UTF_8));
        }
        List<EpisodeState> changed = new ArrayList<>();
        SensorEpisodes gathered = episodes.computeIfAbsent(
                sensor,
                ignored -> SensorEpisodes.of(new EpisodeRule(QUIET_MILLIS), WINDOWS, SensorEpisodesState.EMPTY));
        gathered.read(held.watermark(), changed::add);
        Anomaly anomaly = null;
        if (outcome instanceof Verdict.Anomalous anomalous) {
            Anomaly alone = anomaly(sensor, at, time, value, anomalous.baseline());
            double sigmas = alone.sigmas() == null ? Double.POSITIVE_INFINITY : alone.sigmas();
            anomaly = in(alone, gathered.anomaly(time, sigmas, alone.id(), held.watermark(), changed::add));
        }
        List<Anomaly> anomalies = anomaly == null ? List.of() : List.of(anomaly);
        stores.insights()
                .put(
                        anomalies,
                        published,
                        changed.stream()
                                .map(state -> episode(sensor, at, time, state))
                                .toList());
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

    private static Anomaly in(Anomaly alone, String episode) {
        return new Anomaly(
                alone.position(),
                alone.sensor(),
                alone.time(),
                alone.value(),
                alone.sigmas(),
                alone.baseline(),
                alone.rule(),
                alone.windowStart(),
                alone.windowEnd(),
                alone.received(),
                alone.judged(),
                episode);
    }

    /** An open episode for tests that do not care how it came about; its id is that of the anomaly at the offset. */
    static Episode episode(String sensor, long offset, long time, long revision) {
        EpisodeState state = new EpisodeState(
                new Position("topic", 0, offset, 0).id(),
                time,
                time,
                revision,
                9,
                QUIET_MILLIS,
                null,
                0,
                revision,
                EpisodeState.Change.EXTENDED);
        return episode(sensor, offset, time, state);
    }

    private static Episode episode(String sensor, long offset, long time, EpisodeState state) {
        return new Episode(
                state.id(),
                sensor,
                state.first(),
                state.last(),
                state.count(),
                Double.isFinite(state.peakSigmas()) ? state.peakSigmas() : null,
                state.quietMillis(),
                state.closesAfter(),
                state.closedAt(),
                state.reopened(),
                state.revision(),
                EpisodeChange.valueOf(state.change().name()),
                time,
                time,
                new Position("topic", 0, offset, 0));
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
