// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.SensorRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements that read a table of state.
 *
 * @param <S> the state of one sensor
 */
final class StateReads<S> {

    /** The format of the rows that this version writes; it reads this one and all before it. */
    static final byte FORMAT = 1;

    /** How many rows one request asks for. */
    private static final int CHUNK = 100;

    private final CqlSession session;
    private final RowCodec<S> codec;
    private final PreparedStatement statics;
    private final PreparedStatement progress;
    private final PreparedStatement rows;
    private final PreparedStatement row;
    private final PreparedStatement some;
    private final PreparedStatement behind;

    StateReads(CqlSession session, String keyspace, RowCodec<S> codec) {
        this.session = session;
        this.codec = codec;
        String table = keyspace + '.' + codec.table();
        String columns = "sensor, format, " + String.join(", ", codec.columns());
        statics = session.prepare(
                "SELECT epoch, owner, sequence, topic_id, progress FROM " + table + " WHERE bucket = ? LIMIT 1");
        progress = session.prepare("SELECT DISTINCT bucket, progress FROM " + table);
        rows = session.prepare("SELECT " + columns + " FROM " + table + " WHERE bucket = ?");
        row = session.prepare("SELECT " + columns + " FROM " + table + " WHERE bucket = ? AND sensor = ?");
        some = session.prepare("SELECT " + columns + " FROM " + table + " WHERE bucket = ? AND sensor IN ?");
        behind = session.prepare("SELECT " + columns + " FROM " + table + " WHERE bucket = ? AND sensor > ? LIMIT ?");
    }

    /**
     * The static columns of a bucket, after every compare-and-set that was under way has either come to its end or lost
     * its chance. Blocks.
     */
    Statics statics(int bucket) {
        return statics(session.execute(serial(bucket)).one());
    }

    /** As {@link #statics}, without blocking. */
    CompletionStage<Statics> staticsLater(int bucket) {
        return session.executeAsync(serial(bucket)).thenApply(answer -> statics(answer.one()));
    }

    private BoundStatement serial(int bucket) {
        return statics.bind(bucket).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
    }

    private static Statics statics(@Nullable Row found) {
        if (found == null || found.isNull(0)) {
            return Statics.NONE;
        }
        return new Statics(
                found.getLong(0), found.getString(1), found.getLong(2), found.getString(3), progress(found, 4));
    }

    /** Per bucket that has been flushed, per Kafka partition, how far it has come. Blocks. */
    Map<Integer, Map<Integer, Progress>> progress() {
        Map<Integer, Map<Integer, Progress>> buckets = new TreeMap<>();
        for (Row found : session.execute(progress.bind())) {
            if (!found.isNull(1)) {
                buckets.put(found.getInt(0), progress(found, 1));
            }
        }
        return buckets;
    }

    /** Hands over the rows of a bucket by sensor, a page at a time. Blocks. */
    void forEachRow(int bucket, BiConsumer<String, S> consumer) {
        for (Row found : session.execute(rows.bind(bucket))) {
            // A partition with static columns only is a row without a sensor.
            String sensor = found.getString(0);
            if (sensor != null) {
                consumer.accept(sensor, state(bucket, sensor, found));
            }
        }
    }

    /** The state of a sensor, empty if it has none. Blocks. */
    Optional<S> row(int bucket, String sensor) {
        Row found = session.execute(row.bind(bucket, sensor)).one();
        return found == null ? Optional.empty() : Optional.of(state(bucket, sensor, found));
    }

    /** The states of those sensors that have one; does not block. */
    CompletionStage<Map<String, S>> rowsLater(int bucket, Collection<String> sensors) {
        List<String> names = List.copyOf(Set.copyOf(sensors));
        List<List<String>> chunks = new ArrayList<>();
        for (int begin = 0; begin < names.size(); begin += CHUNK) {
            chunks.add(names.subList(begin, Math.min(names.size(), begin + CHUNK)));
        }
        Map<String, S> states = new ConcurrentHashMap<>();
        return Requests.each(
                        chunks,
                        chunk -> session.executeAsync(some.bind(bucket, chunk))
                                .thenCompose(answer -> Requests.eachRow(answer, found -> {
                                    String sensor = Objects.requireNonNull(found.getString(0));
                                    states.put(sensor, state(bucket, sensor, found));
                                })))
                .thenApply(done -> states);
    }

    /** The states of the sensors behind a name, in order, not more than {@code most}; does not block. */
    CompletionStage<List<SensorRow<S>>> pageLater(int bucket, String after, int most) {
        List<SensorRow<S>> page = new ArrayList<>();
        return session.executeAsync(behind.bind(bucket, after, most))
                .thenCompose(answer -> Requests.eachRow(answer, found -> page.add(named(bucket, found))))
                .thenApply(done -> page);
    }

    /** As {@link #pageLater}, with as many sensors as one request asks for. Blocks. */
    List<SensorRow<S>> page(int bucket, String after) {
        return rows(bucket, session.execute(behind.bind(bucket, after, CHUNK)));
    }

    /** The states of those sensors of a page that have one. Blocks. */
    Map<String, S> rows(int bucket, List<String> page) {
        return rows(bucket, session.execute(some.bind(bucket, page))).stream()
                .collect(Collectors.toMap(SensorRow::sensor, SensorRow::state));
    }

    private List<SensorRow<S>> rows(int bucket, ResultSet answer) {
        List<SensorRow<S>> found = new ArrayList<>(CHUNK);
        for (Row row : answer) {
            found.add(named(bucket, row));
        }
        return found;
    }

    private SensorRow<S> named(int bucket, Row row) {
        String sensor = Objects.requireNonNull(row.getString(0));
        return new SensorRow<>(sensor, state(bucket, sensor, row));
    }

    private S state(int bucket, String sensor, Row row) {
        byte format = row.getByte(1);
        if (format < 1 || format > FORMAT) {
            throw new CassandraSchemaException("The row of sensor '" + sensor + "' in bucket " + bucket + " of "
                    + codec.table() + " has format " + format + ", this Foursigma reads formats 1 to " + FORMAT
                    + ": use the version of Foursigma that wrote it");
        }
        return codec.read(row, 2);
    }

    private static Map<Integer, Progress> progress(Row row, int column) {
        Map<Integer, Progress> partitions = new HashMap<>();
        row.getMap(column, Integer.class, UdtValue.class)
                .forEach((partition, value) -> partitions.put(partition, StateTypes.progress(value)));
        return Map.copyOf(partitions);
    }
}
