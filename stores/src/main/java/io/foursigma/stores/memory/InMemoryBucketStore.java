// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of buckets, held in memory. All owners share one instance; closing it keeps what it holds.
 *
 * @param <S> the state of one sensor
 */
public final class InMemoryBucketStore<S> implements BucketStore<S> {

    private final SortedMap<Integer, Bucket<S>> buckets = new TreeMap<>();

    /** A store that holds nothing. */
    public InMemoryBucketStore() {}

    @Override
    public synchronized Claim<S> claim(int bucket, String owner) {
        Bucket<S> held = buckets.computeIfAbsent(bucket, absent -> new Bucket<>());
        held.epoch++;
        held.owner = owner;
        return new Claim<>(held.epoch, held.sequence, held.topicId, Map.copyOf(held.progress), Map.copyOf(held.rows));
    }

    @Override
    public synchronized CompletionStage<FlushOutcome> flush(Flush<S> flush) {
        Bucket<S> held = buckets.get(flush.bucket());
        if (held == null || held.epoch != flush.epoch()) {
            return CompletableFuture.completedStage(FlushOutcome.LOST);
        }
        if (held.sequence == flush.sequence() - 1) {
            held.sequence = flush.sequence();
            held.topicId = flush.topicId();
            held.progress = Map.copyOf(flush.progress());
            held.rows.putAll(flush.rows());
        }
        return CompletableFuture.completedStage(
                held.sequence == flush.sequence() ? FlushOutcome.DURABLE : FlushOutcome.LOST);
    }

    @Override
    public void close() {}

    /** The token of a bucket's owner, null if nobody has claimed it. */
    public synchronized @Nullable String owner(int bucket) {
        Bucket<S> held = buckets.get(bucket);
        return held == null ? null : held.owner;
    }

    /** Per bucket that has been flushed, per Kafka partition, how far it has come: a copy. */
    public synchronized SortedMap<Integer, Map<Integer, Progress>> progress() {
        SortedMap<Integer, Map<Integer, Progress>> copy = new TreeMap<>();
        buckets.forEach((number, held) -> {
            if (held.sequence > 0) {
                copy.put(number, held.progress);
            }
        });
        return copy;
    }

    /** Per bucket that has been claimed, the state of every sensor by name, in the order of code points: a copy. */
    public synchronized SortedMap<Integer, SortedMap<String, S>> rows() {
        SortedMap<Integer, SortedMap<String, S>> copy = new TreeMap<>();
        buckets.forEach((number, held) -> {
            SortedMap<String, S> rows = new TreeMap<>(ByName.ORDER);
            rows.putAll(held.rows);
            copy.put(number, rows);
        });
        return copy;
    }

    private static final class Bucket<S> {
        private final SortedMap<String, S> rows = new TreeMap<>(ByName.ORDER);
        private Map<Integer, Progress> progress = Map.of();
        private @Nullable String topicId;
        private @Nullable String owner;
        private long epoch;
        private long sequence;
    }
}
