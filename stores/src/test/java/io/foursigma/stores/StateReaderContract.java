// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.analytics.Moments;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The laws of {@link StateReader}. */
public abstract class StateReaderContract {

    /** How many buckets the state has. */
    protected static final Buckets BUCKETS = new Buckets(16);

    private static final long SEED = 20_260_106;
    private static final int ATTEMPTS = 20;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** Running statistics; empty before each test. */
    protected abstract BucketStore<StatsRow> stats();

    /** Windows; empty before each test. */
    protected abstract BucketStore<SensorWindowsState> windows();

    /** A reader of both. */
    protected abstract StateReader reader();

    @Test
    void thereIsNothingBeforeTheFirstFlush() {
        stats().claim(3, "owner");
        windows().claim(4, "owner");

        assertThat(reader().statsProgress()).isEmpty();
        assertThat(reader().windowsProgress()).isEmpty();
        assertThat(statsInOrder()).isEmpty();
        assertThat(windowsInOrder()).isEmpty();
        assertThat(reader().stats("a")).isEmpty();
    }

    @Test
    void progressOfEveryBucketAndPartitionIsRead() {
        Map<Integer, Map<Integer, Progress>> ofStats = Map.of(
                0, Map.of(0, SampleState.progress(random), 7, SampleState.progress(random)),
                15, Map.of(0, SampleState.progress(random)));
        Map<Integer, Map<Integer, Progress>> ofWindows = Map.of(5, Map.of(1, SampleState.progress(random)));
        ofStats.forEach((bucket, progress) -> flush(stats(), bucket, progress, Map.of()));
        ofWindows.forEach((bucket, progress) -> flush(windows(), bucket, progress, Map.of()));

        assertThat(reader().statsProgress()).isEqualTo(ofStats);
        assertThat(reader().windowsProgress()).isEqualTo(ofWindows);
    }

    @Test
    void everyRowIsHandedOverBucketByBucketByName() {
        Map<String, StatsRow> stats = new LinkedHashMap<>();
        Map<String, SensorWindowsState> windows = new LinkedHashMap<>();
        for (String name : names()) {
            stats.put(name, SampleState.stats(random));
            windows.put(name, SampleState.windows(random));
        }
        spread(stats).forEach((bucket, rows) -> flush(stats(), bucket, Map.of(), rows));
        spread(windows).forEach((bucket, rows) -> flush(windows(), bucket, Map.of(), rows));

        assertThat(statsInOrder()).containsExactlyElementsOf(inOrder(stats));
        assertThat(windowsInOrder()).containsExactlyElementsOf(inOrder(windows));
    }

    @Test
    void bothStatesOfASensorAreHandedOverTogether() {
        Map<String, StatsRow> stats = new LinkedHashMap<>();
        Map<String, SensorWindowsState> windows = new LinkedHashMap<>();
        for (String name : names()) {
            stats.put(name, SampleState.stats(random));
            if (random.nextInt(4) != 0) {
                windows.put(name, SampleState.windows(random));
            }
        }
        spread(stats).forEach((bucket, rows) -> flush(stats(), bucket, Map.of(), rows));
        spread(windows).forEach((bucket, rows) -> flush(windows(), bucket, Map.of(), rows));

        List<SensorState> both = new ArrayList<>();
        reader().forEachSensor(both::add);

        assertThat(both)
                .containsExactlyElementsOf(inOrder(stats).stream()
                        .map(row -> new SensorState(row.getKey(), row.getValue(), windows.get(row.getKey())))
                        .toList());
    }

    @Test
    void oneSensorIsFoundByName() {
        for (String name : SampleState.ODD_NAMES) {
            StatsRow row = SampleState.stats(random);
            flush(stats(), BUCKETS.of(name), Map.of(), Map.of(name, row));

            assertThat(reader().stats(name)).as(name).contains(row);
        }
        assertThat(reader().stats("nobody")).isEmpty();
    }

    @Test
    void countsOfABucketAreThoseOfItsSensorsAndWhatItHasApplied() {
        assertThat(reader().counts(2)).contains(new BucketCounts(2, 0, 0, 0));
        stats().claim(2, "owner");
        assertThat(reader().counts(2)).contains(new BucketCounts(2, 0, 0, 0));
        flush(stats(), 2, Map.of(0, progress(0)), Map.of());
        assertThat(reader().counts(2)).contains(new BucketCounts(2, 0, 0, 0));

        Map<String, StatsRow> rows = new HashMap<>();
        for (int i = 0; i < 2_500; i++) {
            rows.put("sensor-" + i, SampleState.stats(random));
        }
        long counted =
                rows.values().stream().mapToLong(row -> row.moments().count()).sum();
        flush(stats(), 2, Map.of(0, progress(counted - 7), 5, progress(7)), rows);
        flush(stats(), 3, Map.of(0, progress(1)), Map.of());
        assertThat(reader().counts(2)).contains(new BucketCounts(2, 2_500, counted, counted));
        assertThat(reader().counts(3)).contains(new BucketCounts(3, 0, 0, 1));
    }

    /**
     * Whatever is read while flushes come is of one instant: each of them adds 1 to two sensors and 2 to what was applied.
     * One read is made per flush, beside it. They may hinder each other for too long; then either is made again.
     */
    @Test
    void countsOfABucketThatMovesAreOfOneInstantOrNone() {
        long flushes = 40;
        Semaphore reads = new Semaphore(0);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                    for (long i = 1; i <= flushes; i++) {
                        reads.release();
                        flush(stats(), 2, Map.of(0, progress(2 * i)), Map.of("a", counted(i), "b", counted(i)));
                    }
                })
                .whenComplete((done, error) -> reads.release((int) flushes));
        for (long i = 0; i < flushes; i++) {
            reads.acquireUninterruptibly();
            countsUnlessHindered(2)
                    .ifPresent(bucket ->
                            assertThat(bucket.counted()).as("%s", bucket).isEqualTo(bucket.applied()));
        }
        writing.join();
        assertThat(CountCheck.of(reader(), 2)).contains(new BucketCounts(2, 2, 2 * flushes, 2 * flushes));
    }

    private Optional<BucketCounts> countsUnlessHindered(int bucket) {
        try {
            return reader().counts(bucket);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static Progress progress(long applied) {
        return new Progress(9, 9, applied, 0, 0, 0, 0);
    }

    private static StatsRow counted(long count) {
        return new StatsRow(new Moments(count, 1, 0, 0, 0, 1, 1), 1, 1, 0, 0, 0);
    }

    @Test
    void readingTakesABucketFromNobody() {
        BucketStore.Claim claim = stats().claim(2, "owner");

        reader().statsProgress();
        statsInOrder();

        Flush<StatsRow> flush = new Flush<>(2, claim.epoch(), 1, "topic", Map.of(), Map.of(), List.of());
        assertThat(stats().flush(flush).toCompletableFuture().join()).isEqualTo(FlushOutcome.DURABLE);
    }

    private List<Map.Entry<String, StatsRow>> statsInOrder() {
        List<Map.Entry<String, StatsRow>> rows = new ArrayList<>();
        reader().forEachStats((sensor, row) -> rows.add(Map.entry(sensor, row)));
        return rows;
    }

    private List<Map.Entry<String, SensorWindowsState>> windowsInOrder() {
        List<Map.Entry<String, SensorWindowsState>> rows = new ArrayList<>();
        reader().forEachWindows((sensor, row) -> rows.add(Map.entry(sensor, row)));
        return rows;
    }

    private static <S> List<Map.Entry<String, S>> inOrder(Map<String, S> rows) {
        return rows.entrySet().stream()
                .map(row -> Map.entry(row.getKey(), row.getValue()))
                .sorted(Comparator.comparing((Map.Entry<String, S> row) -> BUCKETS.of(row.getKey()))
                        .thenComparing(row -> utf8(row.getKey())))
                .toList();
    }

    /** The bytes in hexadecimal digits, which sort as the bytes and the code points do. */
    private static String utf8(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(SampleState.ODD_NAMES);
        for (int i = 0; i < 300; i++) {
            names.add("sensor-" + i);
        }
        return names;
    }

    private static <S> Map<Integer, Map<String, S>> spread(Map<String, S> rows) {
        Map<Integer, Map<String, S>> buckets = new HashMap<>();
        rows.forEach((sensor, row) -> buckets.computeIfAbsent(BUCKETS.of(sensor), bucket -> new HashMap<>())
                .put(sensor, row));
        return buckets;
    }

    private static <S> void flush(
            BucketStore<S> store, int bucket, Map<Integer, Progress> progress, Map<String, S> rows) {
        BucketStore.Claim claim = unlessHindered(() -> store.claim(bucket, "owner"));
        Flush<S> flush = new Flush<>(bucket, claim.epoch(), claim.sequence() + 1, "topic", progress, rows, List.of());
        FlushOutcome outcome = unlessHindered(() -> join(store.flush(flush)));
        assertThat(outcome).isEqualTo(FlushOutcome.DURABLE);
    }

    /** The answer to a request that may be made again: the same flush, or another claim. */
    private static <V> V unlessHindered(Supplier<V> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (StoreException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static <V> V join(CompletionStage<V> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException store ? store : e;
        }
    }
}
