// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.bolts.AnomalyBolt;
import io.foursigma.bolts.DecodeBolt;
import io.foursigma.bolts.Insights;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.StatefulConfig;
import io.foursigma.bolts.StatsBolt;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.order.Rules;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.memory.InMemoryStores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first task each of decode, stats and anomaly on the same stores, fed a reading at a time. */
final class TimeTableBolts implements AutoCloseable {

    private static final Pattern SETTING = Pattern.compile("time\\.[a-z-]+");

    private final Way way;
    private final Settings settings;
    private final InMemoryStores stores;
    private final AtomicLong now = new AtomicLong();
    private final Map<String, Integer> taken = new TreeMap<>();
    /** All that was sent to the live page, in order. */
    final List<LatestUpdate> latestUpdates = new ArrayList<>();

    private final BoltHarness decode;
    private BoltHarness stats;
    private BoltHarness anomaly;
    private long next;

    TimeTableBolts(Way way, Settings settings, InMemoryStores stores) {
        this.way = way;
        this.settings = settings;
        this.stores = stores;
        decode = new BoltHarness(
                way,
                FoursigmaTopology.DECODE,
                new DecodeBolt(
                        Shares.BUCKET_COUNT,
                        TimeLimits.of(settings),
                        FoursigmaTopology.STATS,
                        FoursigmaTopology.ANOMALY));
        stats = stats();
        anomaly = anomaly();
    }

    /** The wall clock shows this, or is beyond it already. */
    void wall(long millis) {
        now.accumulateAndGet(millis, Math::max);
    }

    /** The tasks die and are started again elsewhere: what they kept in memory is gone. */
    Came restart() {
        close();
        taken.clear();
        taken.put("decode " + Streams.STATS_SHARES, Math.toIntExact(next));
        taken.put("decode " + Streams.ANOMALY_SHARES, Math.toIntExact(next));
        taken.put(
                "decode " + Streams.DEAD_LETTERS,
                decode.emissions(Streams.DEAD_LETTERS).size());
        stats = stats();
        anomaly = anomaly();
        return beats(1, "");
    }

    /** Nothing comes for a while. */
    Came pass() {
        return beats(150, "");
    }

    /** A record with one reading comes. */
    Came read(String sensor, String time, String value, String received) {
        String json = "{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}".formatted(nameOf(sensor), millis(time), value);
        Run.Item record = new Run.Item(next, millis(received), json.getBytes(StandardCharsets.UTF_8));
        decode.execute(
                FoursigmaTopology.READINGS,
                "default",
                0,
                new Run("topic-1", 0, next, ++next, 0, 0, Samples.list(record)));
        offer(stats, Streams.STATS_SHARES);
        offer(anomaly, Streams.ANOMALY_SHARES);
        Came came = beats(1, sensor);
        List<Object> letters = fresh("decode", decode, Streams.DEAD_LETTERS);
        if (letters.isEmpty()) {
            return came;
        }
        Matcher setting = SETTING.matcher(((DeadLetter) letters.get(0)).reason());
        return new Came("dead letter" + (setting.find() ? " " + setting.group() : ""), came.count(), came.windows());
    }

    @Override
    public void close() {
        stats.close();
        anomaly.close();
    }

    private void offer(BoltHarness bolt, String stream) {
        int task = decode.tasksOf(bolt == stats ? FoursigmaTopology.STATS : FoursigmaTopology.ANOMALY)
                .get(0);
        List<BoltHarness.Emitted> shares = decode.emissions(stream).stream()
                .filter(share -> share.task() == task)
                .toList();
        for (BoltHarness.Emitted share : shares.subList(taken.getOrDefault("decode " + stream, 0), shares.size())) {
            bolt.execute(FoursigmaTopology.DECODE, stream, share.values().get(0));
        }
        taken.put("decode " + stream, shares.size());
    }

    /** Beats until all is durable and told; takes what has come out. */
    private Came beats(long millisBetween, String sensor) {
        for (int beat = 0; beat < 6; beat++) {
            now.addAndGet(millisBetween);
            stats.pulse();
            anomaly.pulse();
        }
        List<Anomaly> anomalies = new ArrayList<>();
        List<WindowStats> windows = new ArrayList<>();
        for (Object payload : fresh("anomaly", anomaly, Streams.INSIGHTS)) {
            Insights insights = (Insights) payload;
            anomalies.addAll(insights.anomalies());
            insights.windows().forEach(closed -> windows.add(closed.window()));
        }
        stores.insights().put(anomalies, windows);
        String verdict = "";
        for (LatestSensor latest : latest(anomaly, "anomaly")) {
            LatestReading reading = latest.reading();
            if (reading != null) {
                verdict = switch (reading.verdict()) {
                    case LEARNING -> "learning";
                    case NORMAL -> "normal" + numbers(reading.baseline());
                    case ANOMALOUS -> "ANOMALOUS" + numbers(anomalies.get(0).baseline());
                };
            }
        }
        if (verdict.isEmpty() && !sensor.isEmpty()) {
            verdict = anomalies.isEmpty()
                    ? "judged"
                    : "ANOMALOUS" + numbers(anomalies.get(0).baseline());
        }
        String count = "";
        for (LatestSensor latest : latest(stats, "stats")) {
            count = latest.stats() == null
                    ? count
                    : Long.toString(latest.stats().count());
        }
        return new Came(verdict, count, windows);
    }

    private List<LatestSensor> latest(BoltHarness bolt, String name) {
        List<LatestSensor> sensors = new ArrayList<>();
        for (Object payload : fresh(name, bolt, Streams.LATEST)) {
            LatestUpdate update = (LatestUpdate) payload;
            latestUpdates.add(update);
            sensors.addAll(update.sensors());
        }
        return sensors;
    }

    /** The payloads that have come out since the last time. */
    private List<Object> fresh(String name, BoltHarness bolt, String stream) {
        List<Object> all = bolt.emitted(stream, Object.class);
        int from = taken.getOrDefault(name + " " + stream, 0);
        taken.put(name + " " + stream, all.size());
        return all.subList(from, all.size());
    }

    private BoltHarness stats() {
        return new BoltHarness(way, FoursigmaTopology.STATS, new StatsBolt(stores, stateful(), now::get));
    }

    private BoltHarness anomaly() {
        return new BoltHarness(
                way,
                FoursigmaTopology.ANOMALY,
                new AnomalyBolt(stores, stateful(), BoltSettings.windows(settings), now::get));
    }

    private StatefulConfig stateful() {
        StatefulConfig set = BoltSettings.stateful(settings, Rules.ALL);
        return new StatefulConfig(
                Shares.BUCKET_COUNT, 1, set.maxPending(), set.maxResidents(), set.evictAfterMillis(), set.rules());
    }

    private static String numbers(@Nullable BaselineStats baseline) {
        Objects.requireNonNull(baseline, "a verdict has a baseline");
        return " %.0f %.0f".formatted(baseline.mean(), baseline.std());
    }

    private static long millis(String time) {
        return time.contains("T") ? Instant.parse(time).toEpochMilli() : Long.parseLong(time);
    }

    /** A name that begins with the letter and belongs to the first task. */
    static String nameOf(String letter) {
        Buckets buckets = new Buckets(Shares.BUCKET_COUNT);
        int number = 0;
        while (buckets.of(letter + number) % 2 != 0) {
            number++;
        }
        return letter + number;
    }

    /** What a line has brought about. */
    record Came(String verdict, String count, List<WindowStats> windows) {}
}
