// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.OutputStamps;
import io.foursigma.stores.StoredOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * The statements on a table of outputs. None is conditional: {@link OutputStamps} say what wins, and they stand as write
 * timestamps in every statement.
 */
final class OutputStatements {

    private static final byte FORMAT = 1;

    private static final int DOCUMENT = 5;
    private static final int BYTES_PER_BATCH = 100 * 1024;
    private static final int ROWS_PER_BATCH = 500;

    private final CqlSession session;
    private final String table;
    private final PreparedStatement put;
    private final PreparedStatement range;
    private final PreparedStatement deleteBelow;
    private final PreparedStatement deleteFrom;
    private final PreparedStatement deletePartitionsBetween;
    private final PreparedStatement deletePartitionsAbove;

    OutputStatements(CqlSession session, String keyspace, String table) {
        this.session = session;
        this.table = table;
        String place = keyspace + '.' + table;
        put = session.prepare("INSERT INTO " + place
                + " (bucket, partition, record_offset, number, format, document) VALUES (?, ?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
        range = session.prepare("SELECT record_offset, number, format, document FROM " + place
                + " WHERE bucket = ? AND partition = ? AND record_offset >= ? AND record_offset < ?");
        String delete = "DELETE FROM " + place + " USING TIMESTAMP ? WHERE bucket = ? AND partition ";
        deleteBelow = session.prepare(delete + "= ? AND record_offset < ?");
        deleteFrom = session.prepare(delete + "= ? AND record_offset >= ?");
        deletePartitionsBetween = session.prepare(delete + "> ? AND partition < ?");
        deletePartitionsAbove = session.prepare(delete + "> ?");
    }

    /** Writes outputs of a bucket, in batches that each lie in its partition. Does not block. */
    CompletionStage<Void> write(int bucket, long epoch, List<StoredOutput> outputs) {
        return Requests.each(
                batches(bucket, OutputStamps.write(epoch), outputs),
                batch -> session.executeAsync(batch).thenAccept(written -> {}));
    }

    private List<BatchStatement> batches(int bucket, long stamp, List<StoredOutput> outputs) {
        List<BatchStatement> batches = new ArrayList<>();
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        int bytes = 0;
        for (StoredOutput output : outputs) {
            BoundStatement row = put.bind(
                    bucket, output.partition(), output.offset(), output.index(), FORMAT, output.document(), stamp);
            ByteBuffer document = Objects.requireNonNull(row.getBytesUnsafe(DOCUMENT));
            boolean full =
                    batch.getStatementsCount() == ROWS_PER_BATCH || bytes + document.remaining() > BYTES_PER_BATCH;
            if (full && batch.getStatementsCount() > 0) {
                batches.add(batch.build());
                batch = BatchStatement.builder(BatchType.UNLOGGED);
                bytes = 0;
            }
            batch.addStatement(row);
            bytes += document.remaining();
        }
        if (batch.getStatementsCount() > 0) {
            batches.add(batch.build());
        }
        return batches;
    }

    /**
     * Deletes, for a claim, what lies at or beyond the next offsets of a bucket: in the partitions that it has progress
     * of, and all that lies in other partitions. Blocks.
     */
    void deleteBeyond(int bucket, long epoch, Map<Integer, Progress> progress) {
        long stamp = OutputStamps.claim(epoch);
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        int before = -1;
        for (Map.Entry<Integer, Progress> known : new TreeMap<>(progress).entrySet()) {
            int partition = known.getKey();
            if (partition - 1 > before) {
                batch.addStatement(deletePartitionsBetween.bind(stamp, bucket, before, partition));
            }
            batch.addStatement(
                    deleteFrom.bind(stamp, bucket, partition, known.getValue().next()));
            before = partition;
        }
        batch.addStatement(deletePartitionsAbove.bind(stamp, bucket, before));
        session.execute(batch.build());
    }

    /** Deletes what an owner does not need any more. Does not block. */
    CompletionStage<Void> deleteBelow(int bucket, long epoch, int partition, long below) {
        return session.executeAsync(deleteBelow.bind(OutputStamps.write(epoch), bucket, partition, below))
                .thenAccept(deleted -> {});
    }

    /** Reads the outputs from an offset to another, excluded, in order. Does not block. */
    CompletionStage<List<StoredOutput>> read(int bucket, int partition, long from, long to) {
        List<StoredOutput> outputs = new ArrayList<>();
        return session.executeAsync(range.bind(bucket, partition, from, to))
                .thenCompose(answer -> Requests.eachRow(answer, row -> outputs.add(output(bucket, partition, row))))
                .thenApply(done -> outputs);
    }

    private StoredOutput output(int bucket, int partition, Row row) {
        long offset = row.getLong(0);
        byte format = row.getByte(2);
        if (format < 1 || format > FORMAT) {
            throw new CassandraSchemaException("An output of offset " + offset + " of partition " + partition
                    + " in bucket " + bucket + " of " + table + " has format " + format
                    + ", this Foursigma reads formats 1 to " + FORMAT + ": use the version of Foursigma that wrote it");
        }
        return new StoredOutput(partition, offset, row.getInt(1), Objects.requireNonNull(row.getString(3)));
    }
}
