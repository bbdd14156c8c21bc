// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of buckets in a table of Cassandra. It connects when it is first used.
 *
 * <p>Who may write is decided by Cassandra alone, in the static columns of the bucket's partition. A claim raises the
 * epoch by compare-and-set; from then on no batch of a former owner can apply, for each asks for its own epoch. Whatever
 * such a batch wrote before stands in the rows that are read afterwards. The epoch is read once more at the end: had it
 * been raised again meanwhile, rows of two owners' making could have been mixed.
 *
 * <p>A flush also asks for the sequence number before its own, so that a copy that comes late changes nothing. When it
 * does not apply, Cassandra says what it found: the own epoch with the flush's own number means that an earlier copy did.
 *
 * @param <S> the state of one sensor
 */
public final class CassandraBucketStore<S> implements BucketStore<S> {

    /** How often a claim is tried while others claim too, or while outcomes are unknown. */
    private static final int CLAIM_ATTEMPTS = 3;

    private final RowCodec<S> codec;
    private final Connection<Statements<S>> connection;

    private CassandraBucketStore(Settings settings, RowCodec<S> codec) {
        this.codec = codec;
        this.connection = new Connection<>(
                settings,
                (session, keyspace) -> new Statements<>(
                        new StateReads<>(session, keyspace, codec), new StateWrites<>(session, keyspace, codec)));
    }

    /** The durable state of running statistics. */
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
     * @throws CassandraSchemaException if the keyspace or a row is not what this version reads
     */
    @Override
    public Claim claim(int bucket, String owner) {
        try {
            Statements<S> statements = connection.statements();
            long epoch = raiseEpoch(statements, bucket, owner);
            Statics statics = statements.reads().statics(bucket);
            if (statics.epoch() != epoch) {
                throw new StoreException(place(bucket) + " was claimed by " + statics.owner() + " while " + owner
                        + " read it: claim it again if it is still yours to work on");
            }
            return new Claim(epoch, statics.sequence(), statics.topicId(), statics.progress());
        } catch (DriverException e) {
            throw new StoreException(place(bucket) + " could not be claimed for " + owner + ": claim it again", e);
        }
    }

    private long raiseEpoch(Statements<S> statements, int bucket, String owner) {
        long tried = 0;
        DriverException unknown = null;
        for (int attempt = 1; attempt <= CLAIM_ATTEMPTS; attempt++) {
            Statics found = statements.reads().statics(bucket);
            if (found.epoch() == tried && owner.equals(found.owner())) {
                return tried;
            }
            tried = found.epoch() + 1;
            try {
                if (statements.writes().claim(bucket, tried, owner)) {
                    return tried;
                }
            } catch (DriverException e) {
                // It may have been done: the next attempt sees by the token.
                unknown = e;
            }
        }
        throw notClaimed(
                place(bucket) + " could not be claimed for " + owner + " in " + CLAIM_ATTEMPTS
                        + " attempts: claim it again",
                unknown);
    }

    private static StoreException notClaimed(String message, @Nullable DriverException unknown) {
        return unknown == null ? new StoreException(message) : new StoreException(message, unknown);
    }

    @Override
    public CompletionStage<FlushOutcome> flush(Flush<S> flush) {
        CompletionStage<AsyncResultSet> sent;
        try {
            sent = connection.statements().writes().send(flush);
        } catch (StoreException | CassandraSchemaException e) {
            return CompletableFuture.failedStage(e);
        } catch (DriverException e) {
            return CompletableFuture.failedStage(unknownOutcome(flush, e));
        }
        return sent.handle((answer, failure) -> {
            if (failure != null) {
                throw unknownOutcome(flush, failure);
            }
            return outcome(answer, flush);
        });
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

    private StoreException unknownOutcome(Flush<S> flush, Throwable failure) {
        return new StoreException(
                "Whether flush " + flush.sequence() + " of " + place(flush.bucket()) + " ("
                        + flush.rows().size() + " rows) is durable is not known: send the same flush again",
                failure);
    }

    @Override
    public CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
        throw new UnsupportedOperationException();
    }

    private String place(int bucket) {
        return "bucket " + bucket + " of " + codec.table();
    }

    @Override
    public void close() {
        connection.close();
    }

    private record Statements<S>(StateReads<S> reads, StateWrites<S> writes) {}
}
