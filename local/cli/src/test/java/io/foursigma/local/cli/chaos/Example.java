// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.analytics.Moments;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.StatsRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small topic of one partition, its truth, and the result that a run without any fault of its own would leave. */
final class Example {

    static final long WINDOW_MILLIS = 1_000;

    private static final int RECORDS = 400;
    private static final int STEP_MILLIS = 25;

    private Example() {}

    static Truth truth() {
        Truth truth = new Truth(new Oracle(WINDOW_MILLIS, 0, 4, 8));
        Random random = new Random(11);
        for (int i = 0; i < RECORDS; i++) {
            String id = "topic.0." + i + ".0";
            String sensor = "sensor-" + i % 2;
            long late = i % 90 == 89 ? 5_000 : 0;
            double value = 10 + random.nextGaussian() + (i % 100 == 50 ? 40 : 0);
            truth.read(
                    i % 70 == 69
                            ? new Item.Broken(id)
                            : new Item.Measured(id, sensor, 1_000_000 + i * STEP_MILLIS - late, value));
        }
        return truth;
    }

    static RunResult result(Truth truth) {
        Map<String, StatsRow> stats = new TreeMap<>();
        truth.oracle().stats().forEach((sensor, all) -> stats.put(sensor, new StatsRow(moments(all), 1, 2, 0, 3, 0)));
        Map<Oracle.Window, Oracle.Content> closed = new TreeMap<>(truth.oracle().windows());
        truth.oracle().open().forEach(closed::remove);
        List<WindowStats> windows = new ArrayList<>();
        closed.forEach((window, content) -> windows.add(document(window, content)));
        List<Anomaly> anomalies = new ArrayList<>();
        truth.oracle().spikes().forEach(spike -> anomalies.add(anomaly(spike)));
        long broken = truth.broken().size();
        Ledger.Line line = new Ledger.Line(
                0,
                RECORDS,
                RECORDS,
                RECORDS,
                RECORDS - broken,
                broken,
                truth.oracle().late(),
                17,
                0);
        return new RunResult(
                stats,
                Map.of(),
                anomalies,
                windows,
                anomalies.stream().map(Example::alone).toList(),
                List.copyOf(truth.broken()),
                new Ledger(List.of(line)));
    }

    static Moments moments(Oracle.Stats stats) {
        return new Moments(
                stats.count(), stats.mean(), 0, stats.std() * stats.std() * stats.count(), 0, stats.min(), stats.max());
    }

    private static WindowStats document(Oracle.Window window, Oracle.Content content) {
        Oracle.Stats stats = content.stats();
        return new WindowStats(
                window.sensor(),
                window.start(),
                window.start() + WINDOW_MILLIS,
                stats.count(),
                stats.count(),
                stats.mean(),
                stats.std(),
                null,
                stats.min(),
                stats.max(),
                baseline(content));
    }

    private static @Nullable BaselineStats baseline(Oracle.Content content) {
        Long start = content.baselineStart();
        Oracle.Stats stats = content.baseline();
        return start == null || stats == null
                ? null
                : new BaselineStats(start, start + WINDOW_MILLIS, stats.count(), stats.mean(), stats.std());
    }

    static Anomaly anomaly(Oracle.Spike spike) {
        String[] parts = spike.id().split("\\.", 4);
        return new Anomaly(
                new Position(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), 0),
                spike.sensor(),
                spike.time(),
                spike.value(),
                5.0,
                new BaselineStats(0, WINDOW_MILLIS, 20, 10, 1),
                new Anomaly.Rule(4, 8, 0),
                0,
                WINDOW_MILLIS,
                1,
                2,
                spike.id());
    }

    /** The episode of one anomaly. */
    private static Episode alone(Anomaly one) {
        return new Episode(
                one.id(),
                one.sensor(),
                one.time(),
                one.time(),
                1,
                one.sigmas(),
                0,
                one.time(),
                null,
                0,
                1,
                EpisodeChange.OPENED,
                1,
                2,
                one.position());
    }
}
