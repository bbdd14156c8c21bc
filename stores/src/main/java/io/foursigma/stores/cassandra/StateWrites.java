// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.MapType;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Flush;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The statements that write a table of buckets. Each is conditional, and the driver repeats none of them by itself. */
final class StateWrites {

    private final CqlSession session;
    private final PreparedStatement claimFirst;
    private final PreparedStatement claimNext;
    private final PreparedStatement advance;
    private final PreparedStatement put;

    StateWrites(CqlSession session, String keyspace, StateCodec<?> codec) {
        this.session = session;
        String table = keyspace + '.' + codec.table();
        claimFirst = session.prepare(
                "UPDATE " + table + " SET epoch = ?, owner = ?, sequence = 0 WHERE bucket = ? IF epoch = null");
        claimNext = session.prepare("UPDATE " + table + " SET epoch = ?, owner = ? WHERE bucket = ? IF epoch = ?");
        advance = session.prepare("UPDATE " + table
                + " SET sequence = ?, topic_id = ?, progress = ?, snapshot_epoch = ?, snapshot_flush = ?, snapshot_bytes = ?"
                + " WHERE bucket = ? IF epoch = ? AND sequence = ?");
        put = session.prepare(
                "INSERT INTO " + table + " (bucket, flush, piece, format, states) VALUES (?, ?, ?, ?, ?)");
    }

    /**
     * Makes an owner the owner of a bucket, if its epoch still is the one before. Blocks.
     *
     * @param epoch the new epoch; 1 for a bucket that nobody has claimed
     * @return whether it was done
     */
    boolean claim(int bucket, long epoch, String owner) {
        BoundStatement statement =
                epoch == 1 ? claimFirst.bind(epoch, owner, bucket) : claimNext.bind(epoch, owner, bucket, epoch - 1);
        return session.execute(statement).wasApplied();
    }

    /**
     * Sends a flush: one batch within the bucket's partition, which Cassandra applies whole if epoch and sequence are as
     * expected. If it was not applied, the answer's row says what they are.
     *
     * @param pack the states of its rows
     * @param snapshot the snapshot that counts when it is durable
     */
    CompletionStage<AsyncResultSet> send(Flush<?> flush, Pack pack, SnapshotId snapshot) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        BoundStatementBuilder condition = advance.boundStatementBuilder();
        DataType progressType = ((MapType) condition.getType(2)).getValueType();
        batch.addStatement(condition
                .setLong(0, flush.sequence())
                .setString(1, flush.topicId())
                .setMap(2, progress(progressType, flush.progress()), Integer.class, UdtValue.class)
                .setLong(3, snapshot.epoch())
                .setLong(4, snapshot.flush())
                .setLong(5, snapshot.bytes())
                .setInt(6, flush.bucket())
                .setLong(7, flush.epoch())
                .setLong(8, flush.sequence() - 1)
                .build());
        int number = 0;
        for (ByteBuffer piece : pack.pieces()) {
            batch.addStatement(put.bind(flush.bucket(), flush.sequence(), number++, StateCodec.FORMAT, piece));
        }
        return session.executeAsync(batch.build());
    }

    private static Map<Integer, UdtValue> progress(DataType type, Map<Integer, Progress> partitions) {
        Map<Integer, UdtValue> values = new HashMap<>();
        partitions.forEach((partition, progress) -> values.put(partition, ProgressType.write(type, progress)));
        return values;
    }
}
