// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import io.foursigma.schemas.Progress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** The statements that read a table of buckets. */
final class StateReads {

    /** So many pieces of flushes come with one answer: some megabytes at most. */
    private static final int PIECES_AT_ONCE = 16;

    private final CqlSession session;
    private final String table;
    private final PreparedStatement statics;
    private final PreparedStatement progress;
    private final PreparedStatement flushes;

    StateReads(CqlSession session, String keyspace, StateCodec<?> codec) {
        this.session = session;
        table = codec.table();
        String place = keyspace + '.' + table;
        statics = session.prepare("SELECT epoch, owner, sequence, topic_id, progress, snapshot_epoch, snapshot_flush,"
                + " snapshot_bytes FROM " + place + " WHERE bucket = ? LIMIT 1");
        progress = session.prepare("SELECT DISTINCT bucket, progress FROM " + place);
        flushes = session.prepare("SELECT flush, format, states FROM " + place + " WHERE bucket = ? AND flush > ?");
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
                found.getLong(0),
                found.getString(1),
                found.getLong(2),
                found.getString(3),
                progress(found, 4),
                new SnapshotId(found.getLong(5), found.getLong(6), found.getLong(7)));
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

    /** Hands over what the flushes of a bucket behind a number have left, piece by piece, in order; does not block. */
    CompletionStage<Void> flushesLater(int bucket, long after, ObjLongConsumer<ByteBuffer> consumer) {
        return session.executeAsync(flushes.bind(bucket, after).setPageSize(PIECES_AT_ONCE))
                .thenCompose(answer -> Requests.eachRow(answer, row -> {
                    StateCodec.check(row.getByte(1), bucket, table);
                    consumer.accept(Objects.requireNonNull(row.getByteBuffer(2)), row.getLong(0));
                }));
    }

    private static Map<Integer, Progress> progress(Row row, int column) {
        Map<Integer, Progress> partitions = new HashMap<>();
        row.getMap(column, Integer.class, UdtValue.class)
                .forEach((partition, value) -> partitions.put(partition, ProgressType.read(value)));
        return Map.copyOf(partitions);
    }
}
