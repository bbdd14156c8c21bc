// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StoredOutput;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store whose fence is open: where a bucket has another owner by now, it is claimed anew behind its task's back, and
 * what was refused is done under the new epoch. So the flush of a former owner lands, and nobody is told.
 *
 * @param <S> the state of one sensor
 */
final class UnfencedBucketStore<S> implements BucketStore<S> {

    private final BucketStore<S> fenced;

    /** What this store holds of each bucket, which is more than the task knows. */
    private final Map<Integer, Held> held = new ConcurrentHashMap<>();

    UnfencedBucketStore(BucketStore<S> fenced) {
        this.fenced = fenced;
    }

    private record Held(long epoch, long sequence) {}

    @Override
    public Claim claim(int bucket, String owner) {
        Claim claim = fenced.claim(bucket, owner);
        held.put(bucket, new Held(claim.epoch(), claim.sequence()));
        return claim;
    }

    @Override
    public CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors) {
        return fenced.load(bucket, held(bucket).epoch, sensors)
                .thenCompose(rows -> rows.isPresent()
                        ? CompletableFuture.completedStage(rows)
                        : claimedAnew(bucket).thenCompose(claimed -> load(bucket, epoch, sensors)));
    }

    @Override
    public CompletionStage<FlushOutcome> flush(Flush<S> flush) {
        int bucket = flush.bucket();
        Held now = held(bucket);
        Flush<S> forced = new Flush<>(
                bucket, now.epoch, now.sequence + 1, flush.topicId(), flush.progress(), flush.rows(), flush.outputs());
        return fenced.flush(forced).thenCompose(outcome -> {
            if (outcome == FlushOutcome.LOST) {
                return claimedAnew(bucket).thenCompose(claimed -> flush(flush));
            }
            held.put(bucket, new Held(now.epoch, now.sequence + 1));
            return CompletableFuture.completedStage(outcome);
        });
    }

    /** A claim blocks, and the threads of the store's answers must not. */
    private CompletionStage<Claim> claimedAnew(int bucket) {
        return CompletableFuture.supplyAsync(() -> claim(bucket, "unfenced-" + UUID.randomUUID()));
    }

    private Held held(int bucket) {
        return Objects.requireNonNull(held.get(bucket), "nobody has claimed bucket " + bucket);
    }

    @Override
    public CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most) {
        return fenced.page(bucket, after, most);
    }

    @Override
    public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
        return fenced.outputs(bucket, partition, from, to);
    }

    @Override
    public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
        return fenced.forget(bucket, held(bucket).epoch, partition, below);
    }

    @Override
    public void close() {
        fenced.close();
    }
}
