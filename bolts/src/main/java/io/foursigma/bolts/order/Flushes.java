// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the buckets' flushes: all together once per interval, one alone when too much of it has changed, and one whose
 * outcome is unknown again until it is known. Meanwhile the task goes on applying.
 */
final class Flushes<L, S, O> {

    private static final Logger LOG = LoggerFactory.getLogger(Flushes.class);

    private final BucketTaskConfig config;
    private final BucketStore<S> store;
    private final OwnedBuckets<L, S, O> buckets;
    private final Mailbox mailbox;
    private final Consumer<Bucket<L, S, O>> lost;
    private final Map<Integer, Long> sendAgainAt = new HashMap<>();
    private long lastMillis = Long.MIN_VALUE / 2;

    /**
     * Flushes of a task's buckets.
     *
     * @param lost takes a bucket of which a flush was refused
     */
    Flushes(
            BucketTaskConfig config,
            BucketStore<S> store,
            OwnedBuckets<L, S, O> buckets,
            Mailbox mailbox,
            Consumer<Bucket<L, S, O>> lost) {
        this.config = config;
        this.store = store;
        this.buckets = buckets;
        this.mailbox = mailbox;
        this.lost = lost;
    }

    /** Sends what is due, now that so many applied shares wait to be durable. */
    void sendDue(long nowMillis, int waiting) {
        boolean due = nowMillis - lastMillis >= config.flushIntervalMillis() || waiting >= config.maxWaiting();
        if (due) {
            lastMillis = nowMillis;
        }
        for (Bucket<L, S, O> bucket : buckets.all()) {
            Long again = sendAgainAt.get(bucket.number());
            if (bucket.flushing() ? again != null && nowMillis >= again : due || overfull(bucket)) {
                sendAgainAt.remove(bucket.number());
                send(bucket);
            }
        }
    }

    /** Whether a bucket has changed so much that the next share must wait until its flush is sent. */
    boolean holdBack() {
        for (Bucket<L, S, O> bucket : buckets.all()) {
            if (overfull(bucket)) {
                return true;
            }
        }
        return false;
    }

    /** Forgets when a bucket's flush was to be sent again. */
    void forget(Bucket<L, S, O> bucket) {
        sendAgainAt.remove(bucket.number());
    }

    private boolean overfull(Bucket<L, S, O> bucket) {
        return bucket.dirtyCount() >= config.maxDirtyRows() || bucket.dirtyBytes() >= config.maxDirtyBytes();
    }

    private void send(Bucket<L, S, O> bucket) {
        Flush<S> flush = bucket.flush();
        if (flush != null) {
            mailbox.await(
                    store.flush(flush), (outcome, error, nowMillis) -> take(bucket, flush, outcome, error, nowMillis));
        }
    }

    private void take(
            Bucket<L, S, O> bucket,
            Flush<S> flush,
            @Nullable FlushOutcome outcome,
            @Nullable Throwable error,
            long nowMillis) {
        if (!buckets.holds(bucket) || !bucket.flushing()) {
            return;
        }
        if (error != null) {
            LOG.warn("bucket {} is flushed again, its outcome is unknown: {}", bucket.number(), error.getMessage());
            sendAgainAt.put(bucket.number(), nowMillis + config.retryMillis());
        } else if (outcome == FlushOutcome.DURABLE || !config.rules().keep(Rule.LOST_BUCKET_IS_DROPPED)) {
            bucket.durable(flush);
        } else {
            lost.accept(bucket);
        }
    }
}
