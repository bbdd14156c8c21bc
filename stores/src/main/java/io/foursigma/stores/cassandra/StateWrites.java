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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The statements that write a table of state. Each is conditional, and the driver repeats none of them by itself.
 *
 * @param <S> the state of one sensor
 */
final class StateWrites<S> {

    private final CqlSession session;
    private final RowCodec<S> codec;
    private final PreparedStatement claimFirst;
    private final PreparedStatement claimNext;
    private final PreparedStatement advance;
    private final PreparedStatement put;

    StateWrites(CqlSession session, String keyspace, RowCodec<S> codec) {
        this.session = session;
        this.codec = codec;
        String table = keyspace + '.' + codec.table();
        claimFirst = session.prepare(
                "UPDATE " + table + " SET epoch = ?, owner = ?, sequence = 0 WHERE bucket = ? IF epoch = null");
        claimNext = session.prepare("UPDATE " + table + " SET epoch = ?, owner = ? WHERE bucket = ? IF epoch = ?");
        advance = session.prepare("UPDATE " + table
                + " SET sequence = ?, topic_id = ?, progress = ? WHERE bucket = ? IF epoch = ? AND sequence = ?");
        put = session.prepare("INSERT INTO " + table + " (bucket, sensor, format, "
                + String.join(", ", codec.columns()) + ") VALUES (?, ?, ?"
                + ", ?".repeat(codec.columns().size()) + ")");
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
     */
    CompletionStage<AsyncResultSet> send(Flush<S> flush) {
        return session.executeAsync(batch(flush));
    }

    private BatchStatement batch(Flush<S> flush) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        BoundStatementBuilder condition = advance.boundStatementBuilder();
        DataType progressType = ((MapType) condition.getType(2)).getValueType();
        batch.addStatement(condition
                .setLong(0, flush.sequence())
                .setString(1, flush.topicId())
                .setMap(2, progress(progressType, flush.progress()), Integer.class, UdtValue.class)
                .setInt(3, flush.bucket())
                .setLong(4, flush.epoch())
                .setLong(5, flush.sequence() - 1)
                .build());
        flush.rows().forEach((sensor, state) -> {
            BoundStatementBuilder row = put.boundStatementBuilder()
                    .setInt(0, flush.bucket())
                    .setString(1, sensor)
                    .setByte(2, StateReads.FORMAT);
            batch.addStatement(codec.write(row, 3, state).build());
        });
        return batch.build();
    }

    private static Map<Integer, UdtValue> progress(DataType type, Map<Integer, Progress> partitions) {
        Map<Integer, UdtValue> values = new HashMap<>();
        partitions.forEach((partition, progress) -> values.put(partition, StateTypes.write(type, progress)));
        return values;
    }
}
