// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryReadingHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random stream in Kafka, and the anomalies that come of it when it is judged in order, from its beginning. */
final class JudgedStream {

    static final String TOPIC_ID = "topic";
    static final int SENSORS = 3;

    private static final long BEGIN = 1_700_000_000_000L;

    final InMemoryReadingHistory history;
    final Settings settings;
    final List<Anomaly> anomalies = new ArrayList<>();
    final List<RawReading> ofSensor0 = new ArrayList<>();

    private final Random random;
    private final WindowConfig config;
    private final Map<String, SensorWindows> windows = new HashMap<>();
    private final long[] times = new long[SENSORS];
    private final int partitions;
    private final boolean keyed;
    private final int disorder;
    private final long aheadMillis;
    private final boolean old;
    private long clock = BEGIN;

    JudgedStream(long seed, boolean keyed) {
        this(seed, keyed, 0, 0, 5, 60);
    }

    /** A stream in which no sensor's time steps back. */
    static JudgedStream inOrder(long seed) {
        return new JudgedStream(seed, true, 0);
    }

    private JudgedStream(long seed, boolean keyed, long... disorders) {
        random = new Random(seed);
        this.keyed = keyed;
        partitions = keyed ? 1 + random.nextInt(2) : 2;
        history = new InMemoryReadingHistory(TOPIC_ID, partitions);
        long lateness = pick(0, 0, 7, 40);
        long maxAge = pick(WindowConfig.ANY_AGE, WindowConfig.ANY_AGE, 30);
        disorder = (int) pick(disorders);
        aheadMillis = pick(100, 300_000);
        old = random.nextInt(4) == 0;
        config = new WindowConfig(
                new TumblingWindows(pick(10, 17, 100)),
                lateness,
                maxAge,
                new SigmaRule(random.nextBoolean() ? 1 : 1.5, 1 + random.nextInt(4), random.nextBoolean() ? 0 : 0.01));
        settings = Settings.defaults()
                .with(SettingsTable.WINDOW_ALLOWED_LATENESS, lateness + "ms")
                .with(SettingsTable.BASELINE_MAX_AGE, maxAge == WindowConfig.ANY_AGE ? "any" : maxAge + "ms")
                .with(SettingsTable.TIME_MAX_AHEAD, aheadMillis + "ms");
        Arrays.fill(times, BEGIN);
    }

    JudgedStream run(int records) {
        for (int i = 0; i < records; i++) {
            clock += random.nextInt(8);
            int dice = random.nextInt(20);
            int partition = random.nextInt(partitions);
            if (dice == 0) {
                history.skip(partition);
            } else if (dice == 1) {
                history.append(partition, clock, random.nextBoolean() ? null : "no reading".getBytes(UTF_8));
            } else {
                record();
            }
        }
        return this;
    }

    private void record() {
        int sensor = random.nextInt(SENSORS);
        int partition = keyed ? sensor % partitions : random.nextInt(partitions);
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        long timestamp = old ? clock + 1_000_000_000 : clock;
        StringBuilder json = new StringBuilder();
        List<RawReading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long time = time(sensor);
            double value = random.nextInt(3) == 0 ? 1 : Math.rint(random.nextGaussian() * 100) / 10;
            boolean dead = !old && random.nextInt(30) == 0;
            if (dead) {
                time = timestamp + aheadMillis + 1 + random.nextInt(50);
            } else {
                readings.add(new RawReading(time, value, partition, -1, i, timestamp));
            }
            json.append(i == 0 ? "" : ",")
                    .append("{\"sensor\":\"s%d\",\"time\":%d,\"value\":%s}".formatted(sensor, time, value));
        }
        String text = count == 1 ? json.toString() : "[" + json + "]";
        long offset = history.append(partition, timestamp, text.getBytes(UTF_8));
        for (RawReading one : readings) {
            RawReading reading = new RawReading(one.time(), one.value(), partition, offset, one.index(), timestamp);
            if (sensor == 0) {
                ofSensor0.add(reading);
            }
            judge("s" + sensor, reading);
        }
    }

    /** Mostly onwards; at times again the same, back, or far ahead. */
    private long time(int sensor) {
        int dice = random.nextInt(30);
        if (dice == 0) {
            times[sensor] += random.nextInt(150);
        } else if (dice > 4) {
            times[sensor] += random.nextInt(6);
        }
        times[sensor] = Math.min(times[sensor], clock + 100);
        return times[sensor] - (random.nextInt(4) == 0 && disorder > 0 ? random.nextInt(disorder) : 0);
    }

    private void judge(String sensor, RawReading reading) {
        Outcome outcome = windows.computeIfAbsent(sensor, ignored -> SensorWindows.of(config, SensorWindowsState.EMPTY))
                .apply(reading.time(), reading.value(), published -> {});
        if (outcome instanceof Verdict.Anomalous anomalous) {
            var baseline = anomalous.baseline();
            var sigmas = config.rule().sigmasAway(baseline, reading.value());
            long start = config.windows().start(reading.time());
            anomalies.add(new Anomaly(
                    new Position(TOPIC_ID, reading.partition(), reading.offset(), reading.index()),
                    sensor,
                    reading.time(),
                    reading.value(),
                    sigmas.isPresent() ? sigmas.getAsDouble() : null,
                    new BaselineStats(
                            baseline.start(), baseline.end(), baseline.count(), baseline.mean(), baseline.std()),
                    new Anomaly.Rule(
                            config.rule().sigmas(),
                            config.rule().minCount(),
                            config.rule().minStd()),
                    start,
                    config.windows().end(start),
                    reading.received(),
                    reading.received() + 5));
        }
    }

    private long pick(long... values) {
        return values[random.nextInt(values.length)];
    }
}
