// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.StoredOutput;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The durable state of buckets in a table of Cassandra, and their outputs in another. It connects when it is first used;
 * that blocks, and after it only {@link #claim} does.
 *
 * <p>Who may write is decided by Cassandra alone, in the static columns of the bucket's partition: {@link BucketClaims}
 * raises the epoch there. Rows are read without a condition, so the epoch is read after them: had it been raised, rows of
 * two owners' making could have been mixed.
 *
 * <p>A flush asks for its epoch and for the sequence number before its own, so that a copy that comes late changes
 * nothing. When it does not apply, Cassandra says what it found: the own epoch with the flush's own number means that an
 * earlier copy did. The outputs lie in another table, where no condition reaches: they are written before.
 *
 * @param <S> the state of one sensor
 */
public final class CassandraBucketStore<S> implements BucketStore<S> {

    private final RowCodec<S> codec;
    private final Connection<Statements<S>> connection;

    private CassandraBucketStore(Settings settings, RowCodec<S> codec) {
        this.codec = codec;
        this.connection =
                new Connection<>(settings, (session, keyspace) -> Statements.prepare(session, keyspace, codec));
    }

    /** The durable state of running statistics. It has no outputs. */
    public static CassandraBucketStore<StatsRow> stats(Settings settings) {
        return new CassandraBucketStore<>(settings, new StatsRowCodec());
    }

    /** The durable state of windows. */
    public static CassandraBucketStore<SensorWindowsState> windows(Settings settings) {
        return new CassandraBucketStore<>(settings, new WindowsRowCodec());
    }

    /**
     * {@inheritDoc}
     *
     * @throws CassandraSchemaException if the keyspace is not what this version reads
     */
    @Override
    public Claim claim(int bucket, String owner) {
        return connection.statements().claims().claim(bucket, owner);
    }

    @Override
    public CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors) {
        return ask(
                sensors.size() + " rows of " + place(bucket) + " could not be read: read them again",
                statements -> statements
                        .reads()
                        .rowsLater(bucket, sensors)
                        .thenCompose(rows -> statements
                                .reads()
                                .staticsLater(bucket)
                                .thenApply(found -> found.epoch() == epoch ? Optional.of(rows) : Optional.empty())));
    }

    @Override
    public CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most) {
        return ask(
                "The rows of " + place(bucket) + " behind sensor '" + after + "' could not be read: read them again",
                statements -> statements.reads().pageLater(bucket, after, most));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the flush has outputs and such buckets have none
     */
    @Override
    public CompletionStage<FlushOutcome> flush(Flush<S> flush) {
        if (codec.outputsTable().isEmpty() && !flush.outputs().isEmpty()) {
            throw new IllegalArgumentException(
                    place(flush.bucket()) + " has no outputs, but flush " + flush.sequence() + " holds some");
        }
        return ask(
                "Whether flush " + flush.sequence() + " of " + place(flush.bucket()) + " ("
                        + flush.rows().size() + " rows, " + flush.outputs().size()
                        + " outputs) is durable is not known: send the same flush again",
                statements -> storeOutputs(statements, flush)
                        .thenCompose(stored -> statements.writes().send(flush))
                        .thenApply(answer -> outcome(answer, flush)));
    }

    private CompletionStage<Void> storeOutputs(Statements<S> statements, Flush<S> flush) {
        return statements
                .outputs()
                .map(outputs -> outputs.write(flush.bucket(), flush.epoch(), flush.outputs()))
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }

    private static FlushOutcome outcome(AsyncResultSet answer, Flush<?> flush) {
        if (answer.wasApplied()) {
            return FlushOutcome.DURABLE;
        }
        Row found = answer.one();
        // Where the partition is gone, so are these columns.
        boolean durable = found != null
                && found.getColumnDefinitions().contains("epoch")
                && found.getLong("epoch") == flush.epoch()
                && found.getLong("sequence") == flush.sequence();
        return durable ? FlushOutcome.DURABLE : FlushOutcome.LOST;
    }

    @Override
    public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
        return ask(
                "The outputs of " + place(bucket) + " from offset " + from + " to " + to + " of partition " + partition
                        + " could not be read: read them again",
                statements -> statements
                        .outputs()
                        .map(outputs -> outputs.read(bucket, partition, from, to))
                        .orElseGet(() -> CompletableFuture.completedStage(List.of())));
    }

    @Override
    public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
        return ask(
                "The outputs of " + place(bucket) + " below offset " + below + " of partition " + partition
                        + " may not all be deleted: delete them again",
                statements -> statements
                        .outputs()
                        .map(outputs -> outputs.deleteBelow(bucket, epoch, partition, below))
                        .orElseGet(() -> CompletableFuture.completedStage(null)));
    }

    private <T> CompletionStage<T> ask(String failed, Function<Statements<S>, CompletionStage<T>> request) {
        return CompletableFuture.completedStage(request)
                .thenCompose(made -> made.apply(connection.statements()))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(explained(failed, failure)));
    }

    private static Throwable explained(String failed, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof StoreException || cause instanceof CassandraSchemaException
                ? cause
                : new StoreException(failed, cause);
    }

    private String place(int bucket) {
        return "bucket " + bucket + " of " + codec.table();
    }

    @Override
    public void close() {
        connection.close();
    }

    private record Statements<S>(
            StateReads<S> reads, StateWrites<S> writes, Optional<OutputStatements> outputs, BucketClaims<S> claims) {

        static <S> Statements<S> prepare(CqlSession session, String keyspace, RowCodec<S> codec) {
            StateReads<S> reads = new StateReads<>(session, keyspace, codec);
            StateWrites<S> writes = new StateWrites<>(session, keyspace, codec);
            Optional<OutputStatements> outputs =
                    codec.outputsTable().map(table -> new OutputStatements(session, keyspace, table));
            return new Statements<>(reads, writes, outputs, new BucketClaims<>(codec.table(), reads, writes, outputs));
        }
    }
}
