// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.BucketStore.SensorRow;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.SensorState;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the state from Cassandra, rows a page at a time. It connects when it is first used, and also throws {@link
 * CassandraSchemaException} where the keyspace or a row is not what this version reads.
 */
public final class CassandraStateReader implements StateReader {

    private final Buckets buckets;
    private final Connection<Tables> connection;

    /** A reader of the keyspace of these settings. */
    public CassandraStateReader(Settings settings) {
        this.buckets = new Buckets(settings.get(SettingsTable.STATE_BUCKETS));
        this.connection = new Connection<>(
                settings,
                (session, keyspace) -> new Tables(
                        new StateReads<>(session, keyspace, new StatsRowCodec()),
                        new StateReads<>(session, keyspace, new WindowsRowCodec()),
                        new CountReads(session, keyspace)));
    }

    @Override
    public Map<Integer, Map<Integer, Progress>> statsProgress() {
        return read(tables -> tables.stats().progress());
    }

    @Override
    public Map<Integer, Map<Integer, Progress>> windowsProgress() {
        return read(tables -> tables.windows().progress());
    }

    @Override
    public Optional<BucketCounts> counts(int bucket) {
        return read(tables -> tables.counts().of(bucket));
    }

    @Override
    public void forEachStats(BiConsumer<String, StatsRow> consumer) {
        read(tables -> forEach(tables.stats(), consumer));
    }

    @Override
    public void forEachWindows(BiConsumer<String, SensorWindowsState> consumer) {
        read(tables -> forEach(tables.windows(), consumer));
    }

    @Override
    public void forEachSensor(Consumer<SensorState> consumer) {
        read(tables -> {
            for (int bucket = 0; bucket < buckets.count(); bucket++) {
                List<SensorRow<StatsRow>> page = tables.stats().page(bucket, "");
                while (!page.isEmpty()) {
                    join(tables, bucket, page, consumer);
                    page = tables.stats().page(bucket, page.get(page.size() - 1).sensor());
                }
            }
            return buckets.count();
        });
    }

    private static void join(
            Tables tables, int bucket, List<SensorRow<StatsRow>> page, Consumer<SensorState> consumer) {
        Map<String, SensorWindowsState> windows = tables.windows()
                .rows(bucket, page.stream().map(SensorRow::sensor).toList());
        page.forEach(row -> consumer.accept(new SensorState(row.sensor(), row.state(), windows.get(row.sensor()))));
    }

    @Override
    public Optional<StatsRow> stats(String sensor) {
        return read(tables -> tables.stats().row(buckets.of(sensor), sensor));
    }

    private <S> int forEach(StateReads<S> table, BiConsumer<String, S> consumer) {
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            table.forEachRow(bucket, consumer);
        }
        return buckets.count();
    }

    private <T> T read(Function<Tables, T> query) {
        try {
            return query.apply(connection.statements());
        } catch (DriverException e) {
            throw new StoreException("Cassandra did not answer while state was read: read it again", e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private record Tables(StateReads<StatsRow> stats, StateReads<SensorWindowsState> windows, CountReads counts) {}
}
