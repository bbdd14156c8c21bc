// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The statements for snapshots. They need no condition: the pages of a snapshot are written by one owner only, and what is
 * deleted no bucket names any more. None blocks.
 */
final class SnapshotStatements {

    /** So many pages come with one answer: some megabytes. */
    private static final int PAGES_AT_ONCE = 64;

    private final CqlSession session;
    private final String table;
    private final PreparedStatement names;
    private final PreparedStatement page;
    private final PreparedStatement all;
    private final PreparedStatement put;
    private final PreparedStatement deleteFlushes;
    private final PreparedStatement deleteSnapshots;

    SnapshotStatements(CqlSession session, String keyspace, StateCodec<?> codec) {
        this.session = session;
        table = codec.snapshotTable();
        String place = keyspace + '.' + table;
        String one = " FROM " + place + " WHERE bucket = ? AND epoch = ? AND flush = ?";
        names = session.prepare("SELECT first_sensor" + one);
        page = session.prepare("SELECT format, states" + one + " AND first_sensor = ?");
        all = session.prepare("SELECT format, states" + one);
        put = session.prepare("INSERT INTO " + place
                + " (bucket, epoch, flush, first_sensor, format, states) VALUES (?, ?, ?, ?, ?, ?)");
        deleteFlushes =
                session.prepare("DELETE FROM " + keyspace + '.' + codec.table() + " WHERE bucket = ? AND flush <= ?");
        deleteSnapshots = session.prepare("DELETE FROM " + place + " WHERE bucket = ? AND (epoch, flush) < (?, ?)");
    }

    /** Hands over the first names of a snapshot's pages, in order. */
    CompletionStage<Void> names(int bucket, SnapshotId id, Consumer<String> consumer) {
        return session.executeAsync(names.bind(bucket, id.epoch(), id.flush()))
                .thenCompose(answer ->
                        Requests.eachRow(answer, row -> consumer.accept(Objects.requireNonNull(row.getString(0)))));
    }

    /** Hands over the states of some pages. @return how many of the pages there are no more */
    CompletionStage<Integer> pages(
            int bucket, SnapshotId id, Collection<String> firstSensors, Consumer<PackedState> consumer) {
        AtomicInteger gone = new AtomicInteger(firstSensors.size());
        return Requests.each(
                        List.copyOf(firstSensors),
                        first -> session.executeAsync(page.bind(bucket, id.epoch(), id.flush(), first))
                                .thenAccept(answer -> {
                                    Row row = answer.one();
                                    if (row != null) {
                                        gone.decrementAndGet();
                                        PackedState.forEach(pack(row, bucket), consumer);
                                    }
                                }))
                .thenApply(read -> gone.get());
    }

    /** Hands over all states of a snapshot, in the order of their names. */
    CompletionStage<Void> all(int bucket, SnapshotId id, Consumer<PackedState> consumer) {
        BoundStatement query = all.bind(bucket, id.epoch(), id.flush()).setPageSize(PAGES_AT_ONCE);
        return session.executeAsync(query)
                .thenCompose(answer ->
                        Requests.eachRow(answer, row -> PackedState.forEach(pack(row, bucket), consumer)));
    }

    private ByteBuffer pack(Row row, int bucket) {
        StateCodec.check(row.getByte(0), bucket, table);
        return Objects.requireNonNull(row.getByteBuffer(1));
    }

    /** Writes a page. */
    CompletionStage<Void> put(int bucket, SnapshotId id, String firstSensor, ByteBuffer pack) {
        return session.executeAsync(put.bind(bucket, id.epoch(), id.flush(), firstSensor, StateCodec.FORMAT, pack))
                .thenAccept(written -> {});
    }

    /** Deletes what a snapshot has made needless, after the bucket has named it. */
    CompletionStage<Void> deleteBefore(int bucket, SnapshotId id) {
        return session.executeAsync(deleteFlushes.bind(bucket, id.flush()))
                .thenCompose(done -> session.executeAsync(deleteSnapshots.bind(bucket, id.epoch(), id.flush())))
                .thenAccept(deleted -> {});
    }
}
