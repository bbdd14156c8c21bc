// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.stores.BucketStore.SensorRow;
import io.foursigma.stores.ByName;
import io.foursigma.stores.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Reads states of buckets that are owned: what flushes have left since the snapshot from memory, the rest from the pages of
 * the snapshot. A page that is read while another snapshot takes over may be gone by then, so it is read again. None blocks.
 *
 * @param <S> the state of one sensor
 */
final class StateLoads<S> {

    private final StateCodec<S> codec;
    private final StateReads reads;
    private final SnapshotStatements snapshots;

    StateLoads(StateCodec<S> codec, StateReads reads, SnapshotStatements snapshots) {
        this.codec = codec;
        this.reads = reads;
        this.snapshots = snapshots;
    }

    /** Sees that it is known what is durable in a bucket. */
    CompletionStage<Void> open(OpenBucket bucket) {
        return bucket.read(() -> {
            SnapshotId snapshot = bucket.snapshot();
            return snapshots
                    .names(bucket.number(), snapshot, bucket::found)
                    .thenCompose(named -> snapshot.bytes() > 0 && bucket.hasNoPages()
                            ? gone(bucket)
                            : reads.flushesLater(bucket.number(), snapshot.flush(), (piece, flush) -> {
                                bucket.found(flush, piece.remaining());
                                PackedState.forEach(piece, state -> bucket.found(state, flush));
                            }));
        });
    }

    /** The states of those sensors that have one. */
    CompletionStage<Map<String, S>> rows(OpenBucket bucket, Collection<String> sensors) {
        Set<String> wanted = Set.copyOf(sensors);
        return open(bucket).thenCompose(opened -> wanted(bucket, wanted));
    }

    private CompletionStage<Map<String, S>> wanted(OpenBucket bucket, Set<String> wanted) {
        OpenBucket.Places places = bucket.places(wanted);
        Map<String, S> states = new ConcurrentHashMap<>();
        places.changed().forEach(state -> states.put(state.sensor(), state.unpack(codec)));
        return snapshots
                .pages(bucket.number(), places.snapshot(), places.pages(), state -> {
                    if (wanted.contains(state.sensor())) {
                        states.computeIfAbsent(state.sensor(), sensor -> state.unpack(codec));
                    }
                })
                .thenCompose(gone -> {
                    if (!bucket.snapshot().equals(places.snapshot())) {
                        return wanted(bucket, wanted);
                    }
                    return gone == 0 ? CompletableFuture.completedStage(states) : gone(bucket);
                });
    }

    /** Sensors whose states are gone must not begin anew as if there had never been any. */
    private static <T> CompletionStage<T> gone(OpenBucket bucket) {
        return CompletableFuture.failedStage(new StoreException("Pages of the snapshot of bucket " + bucket.number()
                + " that counts are gone, and with them the states of sensors: restore the tables of the keyspace"
                + " together, from one backup"));
    }

    /** The states of the sensors behind a name, in order, not more than {@code most}. */
    CompletionStage<List<SensorRow<S>>> page(OpenBucket bucket, String after, int most) {
        return open(bucket).thenCompose(opened -> page(bucket, after, false, most, new ArrayList<>()));
    }

    private CompletionStage<List<SensorRow<S>>> page(
            OpenBucket bucket, String from, boolean inclusive, int most, List<SensorRow<S>> before) {
        OpenBucket.Places places = bucket.placesFrom(from, inclusive);
        int least = inclusive ? 0 : 1;
        Map<String, PackedState> sorted = new ConcurrentSkipListMap<>(ByName.ORDER);
        places.changed().forEach(state -> sorted.put(state.sensor(), state));
        return snapshots
                .pages(bucket.number(), places.snapshot(), places.pages(), state -> {
                    if (ByName.ORDER.compare(state.sensor(), from) >= least) {
                        sorted.putIfAbsent(state.sensor(), state);
                    }
                })
                .thenCompose(gone -> {
                    if (!bucket.snapshot().equals(places.snapshot())) {
                        return page(bucket, from, inclusive, most, before);
                    }
                    if (gone > 0) {
                        return gone(bucket);
                    }
                    sorted.values().stream()
                            .limit(most - before.size())
                            .forEach(state -> before.add(new SensorRow<>(state.sensor(), state.unpack(codec))));
                    String end = places.end();
                    return end == null || before.size() == most
                            ? CompletableFuture.completedStage(before)
                            : page(bucket, end, true, most, before);
                });
    }
}
