// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.internal.core.util.concurrent.CompletableFutures;
import io.foursigma.stores.ByName;
import io.foursigma.stores.StoreException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads whole buckets, whoever owns them. Each method blocks.
 *
 * @param <S> the state of one sensor
 */
final class BucketImages<S> {

    private final StateCodec<S> codec;
    private final StateReads reads;
    private final SnapshotStatements snapshots;

    BucketImages(CqlSession session, String keyspace, StateCodec<S> codec) {
        this.codec = codec;
        reads = new StateReads(session, keyspace, codec);
        snapshots = new SnapshotStatements(session, keyspace, codec);
    }

    /**
     * A bucket as its flushes have left it, up to one between {@code before} and {@code after}.
     *
     * @param before its static columns before the states were read
     * @param after and after it
     * @param states by sensor, in the order of names
     */
    record Image<S>(Statics before, Statics after, SortedMap<String, S> states) {}

    /** The statements that read the static columns. */
    StateReads reads() {
        return reads;
    }

    /** Reads a bucket. Had another snapshot taken over by the end, pages could be gone: then it is read again. */
    Image<S> image(int bucket) {
        Statics before = reads.statics(bucket);
        while (true) {
            Map<String, PackedState> packed = new TreeMap<>(ByName.ORDER);
            SnapshotId snapshot = before.snapshot();
            AtomicLong bytes = new AtomicLong();
            CompletableFutures.getUninterruptibly(snapshots
                    .all(bucket, snapshot, state -> {
                        packed.put(state.sensor(), state);
                        bytes.addAndGet(state.bytes());
                    })
                    .thenCompose(read -> reads.flushesLater(
                            bucket,
                            snapshot.flush(),
                            (piece, flush) -> PackedState.forEach(piece, state -> packed.put(state.sensor(), state)))));
            Statics after = reads.statics(bucket);
            if (after.snapshot().equals(snapshot)) {
                if (bytes.get() != snapshot.bytes()) {
                    throw new StoreException(
                            "The snapshot of bucket " + bucket + " of " + codec.table() + " that counts has "
                                    + bytes + " bytes instead of " + snapshot.bytes()
                                    + ": restore the tables of the keyspace together, from one backup");
                }
                SortedMap<String, S> states = new TreeMap<>(ByName.ORDER);
                packed.forEach((sensor, state) -> states.put(sensor, state.unpack(codec)));
                return new Image<>(before, after, states);
            }
            before = after;
        }
    }
}
