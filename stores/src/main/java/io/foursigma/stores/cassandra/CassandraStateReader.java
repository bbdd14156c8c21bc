// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.SensorState;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the state from Cassandra, a bucket at a time. It connects when it is first used, and also throws {@link
 * CassandraSchemaException} where the keyspace or a bucket's states are not what this version reads.
 *
 * <p>A flush changes states and static columns in one batch of one partition, and raises the sequence. So where the
 * sequence is the same before and after the states are read, no flush came between, and states and progress are of one
 * instant. The sequence is read serially: a flush that is under way is brought to its end first.
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
                        new BucketImages<>(session, keyspace, new StatsCodec()),
                        new BucketImages<>(session, keyspace, new WindowsCodec())));
    }

    @Override
    public Map<Integer, Map<Integer, Progress>> statsProgress() {
        return read(tables -> tables.stats().reads().progress());
    }

    @Override
    public Map<Integer, Map<Integer, Progress>> windowsProgress() {
        return read(tables -> tables.windows().reads().progress());
    }

    @Override
    public Optional<BucketCounts> counts(int bucket) {
        BucketImages.Image<StatsRow> image = read(tables -> tables.stats().image(bucket));
        if (image.before().sequence() != image.after().sequence()) {
            return Optional.empty();
        }
        long counted = image.states().values().stream()
                .mapToLong(row -> row.moments().count())
                .sum();
        long applied = image.before().progress().values().stream()
                .mapToLong(Progress::applied)
                .sum();
        return Optional.of(new BucketCounts(bucket, image.states().size(), counted, applied));
    }

    @Override
    public void forEachStats(BiConsumer<String, StatsRow> consumer) {
        forEach(Tables::stats, consumer);
    }

    @Override
    public void forEachWindows(BiConsumer<String, SensorWindowsState> consumer) {
        forEach(Tables::windows, consumer);
    }

    private <S> void forEach(Function<Tables, BucketImages<S>> table, BiConsumer<String, S> consumer) {
        for (int number = 0; number < buckets.count(); number++) {
            int bucket = number;
            states(table, bucket).forEach(consumer);
        }
    }

    @Override
    public void forEachSensor(Consumer<SensorState> consumer) {
        for (int number = 0; number < buckets.count(); number++) {
            int bucket = number;
            Map<String, StatsRow> stats = states(Tables::stats, bucket);
            Map<String, SensorWindowsState> windows = stats.isEmpty() ? Map.of() : states(Tables::windows, bucket);
            stats.forEach((sensor, row) -> consumer.accept(new SensorState(sensor, row, windows.get(sensor))));
        }
    }

    @Override
    public Optional<StatsRow> stats(String sensor) {
        return Optional.ofNullable(states(Tables::stats, buckets.of(sensor)).get(sensor));
    }

    private <S> Map<String, S> states(Function<Tables, BucketImages<S>> table, int bucket) {
        return read(tables -> table.apply(tables).image(bucket)).states();
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

    private record Tables(BucketImages<StatsRow> stats, BucketImages<SensorWindowsState> windows) {}
}
