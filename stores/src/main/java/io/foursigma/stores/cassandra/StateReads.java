// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import io.foursigma.schemas.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The statements that read a table of state. All block.
 *
 * @param <S> the state of one sensor
 */
final class StateReads<S> {

    /** The format of the rows that this version writes; it reads no other. */
    static final byte FORMAT = 1;

    private final CqlSession session;
    private final RowCodec<S> codec;
    private final PreparedStatement statics;
    private final PreparedStatement progress;
    private final PreparedStatement rows;
    private final PreparedStatement row;

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
    }

    /**
     * The static columns of a bucket, after every compare-and-set that was under way has either come to its end or lost
     * its chance.
     */
    Statics statics(int bucket) {
        BoundStatement statement = statics.bind(bucket).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
        Row found = session.execute(statement).one();
        if (found == null || found.isNull(0)) {
            return Statics.NONE;
        }
        return new Statics(
                found.getLong(0), found.getString(1), found.getLong(2), found.getString(3), progress(found, 4));
    }

    /** Per bucket that has been flushed, per Kafka partition, how far it has come. */
    Map<Integer, Map<Integer, Progress>> progress() {
        Map<Integer, Map<Integer, Progress>> buckets = new TreeMap<>();
        for (Row found : session.execute(progress.bind())) {
            if (!found.isNull(1)) {
                buckets.put(found.getInt(0), progress(found, 1));
            }
        }
        return buckets;
    }

    /** Hands over the rows of a bucket by sensor, a page at a time. */
    void forEachRow(int bucket, BiConsumer<String, S> consumer) {
        for (Row found : session.execute(rows.bind(bucket))) {
            // A partition with static columns only is a row without a sensor.
            String sensor = found.getString(0);
            if (sensor != null) {
                consumer.accept(sensor, state(bucket, sensor, found));
            }
        }
    }

    /** The state of a sensor, empty if it has none. */
    Optional<S> row(int bucket, String sensor) {
        Row found = session.execute(row.bind(bucket, sensor)).one();
        return found == null ? Optional.empty() : Optional.of(state(bucket, sensor, found));
    }

    private S state(int bucket, String sensor, Row row) {
        byte format = row.getByte(1);
        if (format != FORMAT) {
            throw new CassandraSchemaException("The row of sensor '" + sensor + "' in bucket " + bucket + " of "
                    + codec.table() + " has format " + format + ", this Foursigma reads format " + FORMAT
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
