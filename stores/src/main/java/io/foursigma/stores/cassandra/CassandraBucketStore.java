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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The durable state of buckets in a table of Cassandra, their snapshots and their outputs in others. It connects when it is
 * first used; that blocks, and after it only {@link #claim} does. A bucket is read and written through the store that has
 * claimed it.
 *
 * <p>Who may write is decided by Cassandra alone, in the static columns of the bucket's partition: {@link BucketClaims}
 * raises the epoch there. States are read without a condition, so the epoch is read after them: had it been raised, states
 * of two owners' making could have been mixed.
 *
 * <p>A flush packs the states that it changes into one row or a few: compare-and-set costs Cassandra some hundred
 * microseconds a row, whatever is in it. It asks for its epoch and for the sequence number before its own, so that a copy
 * that comes late changes nothing. When it does not apply, Cassandra says what it found: the own epoch with the flush's own
 * number means that an earlier copy did. The outputs lie in another table, where no condition reaches: they are written
 * before.
 *
 * <p>What flushes leave is merged into a snapshot now and then ({@link Snapshots}). A snapshot counts as soon as a flush has
 * named it; what a former owner writes of one is never named.
 *
 * @param <S> the state of one sensor
 */
public final class CassandraBucketStore<S> implements BucketStore<S> {

    /** So many conditional batches, each up to a MiB or two, are under way: Cassandra holds each of them several times. */
    private static final int FLUSHES_AT_ONCE = 2;

    private final StateCodec<S> codec;
    private final AtOnce flushes = new AtOnce(FLUSHES_AT_ONCE);
    private final Connection<Statements<S>> connection;
    private final Map<Integer, OpenBucket> opened = new ConcurrentHashMap<>();

    private CassandraBucketStore(Settings settings, StateCodec<S> codec) {
        this.codec = codec;
        this.connection =
                new Connection<>(settings, (session, keyspace) -> Statements.prepare(session, keyspace, codec));
    }

    /** The durable state of running statistics. It has no outputs. */
    public static CassandraBucketStore<StatsRow> stats(Settings settings) {
        return new CassandraBucketStore<>(settings, new StatsCodec());
    }

    /** The durable state of windows. */
    public static CassandraBucketStore<SensorWindowsState> windows(Settings settings) {
        return new CassandraBucketStore<>(settings, new WindowsCodec());
    }

    /**
     * {@inheritDoc}
     *
     * @throws CassandraSchemaException if the keyspace is not what this version reads
     */
    @Override
    public Claim claim(int bucket, String owner) {
        Statics statics = connection.statements().claims().claim(bucket, owner);
        opened.put(bucket, new OpenBucket(bucket, statics));
        return new Claim(statics.epoch(), statics.sequence(), statics.topicId(), statics.progress());
    }

    @Override
    public CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors) {
        return ask(
                sensors.size() + " states of " + place(bucket) + " could not be read: read them again",
                statements -> owned(bucket, epoch)
                        .map(open -> load(statements, open, sensors))
                        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
    }

    private Optional<OpenBucket> owned(int bucket, long epoch) {
        return Optional.ofNullable(opened.get(bucket)).filter(open -> open.epoch() == epoch);
    }

    private CompletionStage<Optional<Map<String, S>>> load(
            Statements<S> statements, OpenBucket open, Collection<String> sensors) {
        CompletionStage<Map<String, S>> rows = statements.loads().rows(open, sensors);
        // Also where states could not be read: another owner may have deleted them.
        return rows.handle((read, failure) -> statements.reads().staticsLater(open.number()))
                .thenCompose(statics -> statics)
                .thenCompose(found -> found.epoch() == open.epoch()
                        ? rows.thenApply(Optional::of)
                        : CompletableFuture.completedStage(Optional.empty()));
    }

    @Override
    public CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most) {
        return ask(
                "The states of " + place(bucket) + " behind sensor '" + after + "' could not be read: read them again",
                statements -> Optional.ofNullable(opened.get(bucket))
                        .map(open -> statements.loads().page(open, after, most))
                        .orElseGet(() -> CompletableFuture.completedStage(List.of())));
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
                        + flush.rows().size() + " states, " + flush.outputs().size()
                        + " outputs) is durable is not known: send the same flush again",
                statements -> owned(flush.bucket(), flush.epoch())
                        .map(open -> flush(statements, open, flush))
                        .orElseGet(() -> CompletableFuture.completedStage(FlushOutcome.LOST)));
    }

    private CompletionStage<FlushOutcome> flush(Statements<S> statements, OpenBucket open, Flush<S> flush) {
        Pack pack = Pack.of(codec, flush.rows());
        SnapshotId snapshot = open.announce(flush.sequence());
        return storeOutputs(statements, flush)
                .thenCompose(stored -> flushes.ask(() -> statements.writes().send(flush, pack, snapshot)))
                .thenApply(answer -> {
                    FlushOutcome outcome = outcome(answer, flush);
                    if (outcome == FlushOutcome.DURABLE) {
                        statements.snapshots().flushed(open, flush.sequence(), pack);
                    } else {
                        opened.remove(flush.bucket(), open);
                    }
                    return outcome;
                });
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
            StateReads reads,
            StateWrites writes,
            StateLoads<S> loads,
            Snapshots snapshots,
            Optional<OutputStatements> outputs,
            BucketClaims claims) {

        static <S> Statements<S> prepare(CqlSession session, String keyspace, StateCodec<S> codec) {
            StateReads reads = new StateReads(session, keyspace, codec);
            StateWrites writes = new StateWrites(session, keyspace, codec);
            SnapshotStatements snapshots = new SnapshotStatements(session, keyspace, codec);
            StateLoads<S> loads = new StateLoads<>(codec, reads, snapshots);
            Optional<OutputStatements> outputs =
                    codec.outputsTable().map(table -> new OutputStatements(session, keyspace, table));
            BucketClaims claims = new BucketClaims(codec.table(), reads, writes, outputs);
            return new Statements<>(reads, writes, loads, new Snapshots(loads, snapshots), outputs, claims);
        }
    }
}
