// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StoredOutput;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Measures the flushes to a store. One is measured from its first sending on, and where its outcome is unknown until a
 * later sending is answered; a flush that was refused is not measured. Flushes are sent by one thread and answered by
 * others.
 */
final class MeasuredBucketStore<S> implements BucketStore<S> {

    private final BucketStore<S> store;
    private final FlushMetrics metrics;
    private final LongSupplier nanoTime;
    private final Map<Integer, Sent> lastSent = new HashMap<>();

    MeasuredBucketStore(BucketStore<S> store, FlushMetrics metrics, LongSupplier nanoTime) {
        this.store = store;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    @Override
    public Claim claim(int bucket, String owner) {
        return store.claim(bucket, owner);
    }

    @Override
    public CompletionStage<FlushOutcome> flush(Flush<S> flush) {
        Sent sent = lastSent.get(flush.bucket());
        if (sent != null && sent.epoch == flush.epoch() && sent.sequence == flush.sequence()) {
            metrics.retries().inc();
        } else {
            sent = new Sent(flush.epoch(), flush.sequence(), nanoTime.getAsLong());
            lastSent.put(flush.bucket(), sent);
        }
        long firstSent = sent.nanos;
        return store.flush(flush).whenComplete((outcome, error) -> {
            if (outcome == FlushOutcome.DURABLE) {
                metrics.durable(nanoTime.getAsLong() - firstSent);
            }
        });
    }

    @Override
    public CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors) {
        return store.load(bucket, epoch, sensors);
    }

    @Override
    public CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most) {
        return store.page(bucket, after, most);
    }

    @Override
    public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
        return store.outputs(bucket, partition, from, to);
    }

    @Override
    public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
        return store.forget(bucket, epoch, partition, below);
    }

    @Override
    public void close() {
        store.close();
    }

    private record Sent(long epoch, long sequence, long nanos) {}
}
