// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.SensorState;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads what two {@link InMemoryBucketStore}s hold. */
public final class InMemoryStateReader implements StateReader {

    private final InMemoryBucketStore<StatsRow> stats;
    private final InMemoryBucketStore<SensorWindowsState> windows;

    /** A reader of these stores. */
    public InMemoryStateReader(InMemoryBucketStore<StatsRow> stats, InMemoryBucketStore<SensorWindowsState> windows) {
        this.stats = stats;
        this.windows = windows;
    }

    @Override
    public Map<Integer, Map<Integer, Progress>> statsProgress() {
        return stats.progress();
    }

    @Override
    public Map<Integer, Map<Integer, Progress>> windowsProgress() {
        return windows.progress();
    }

    @Override
    public Optional<BucketCounts> counts(int bucket) {
        Map<Integer, Progress> before = stats.progress().getOrDefault(bucket, Map.of());
        SortedMap<String, StatsRow> rows = stats.rows().getOrDefault(bucket, Collections.emptySortedMap());
        // Every flush moves the progress on.
        if (!before.equals(stats.progress().getOrDefault(bucket, Map.of()))) {
            return Optional.empty();
        }
        return Optional.of(new BucketCounts(
                bucket,
                rows.size(),
                rows.values().stream().mapToLong(row -> row.moments().count()).sum(),
                before.values().stream().mapToLong(Progress::applied).sum()));
    }

    @Override
    public void forEachStats(BiConsumer<String, StatsRow> consumer) {
        stats.rows().values().forEach(bucket -> bucket.forEach(consumer));
    }

    @Override
    public void forEachWindows(BiConsumer<String, SensorWindowsState> consumer) {
        windows.rows().values().forEach(bucket -> bucket.forEach(consumer));
    }

    @Override
    public void forEachSensor(Consumer<SensorState> consumer) {
        SortedMap<Integer, SortedMap<String, StatsRow>> all = stats.rows();
        SortedMap<Integer, SortedMap<String, SensorWindowsState>> others = windows.rows();
        all.forEach((bucket, rows) -> {
            Map<String, SensorWindowsState> beside = others.getOrDefault(bucket, Collections.emptySortedMap());
            rows.forEach((sensor, row) -> consumer.accept(new SensorState(sensor, row, beside.get(sensor))));
        });
    }

    @Override
    public Optional<StatsRow> stats(String sensor) {
        return stats.rows().values().stream()
                .flatMap(bucket -> Optional.ofNullable(bucket.get(sensor)).stream())
                .findFirst();
    }

    @Override
    public void close() {}
}
