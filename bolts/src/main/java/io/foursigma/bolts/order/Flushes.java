// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the buckets' flushes: all together once per interval, one alone when too much of it has changed, and one whose
 * outcome is unknown again until it is known. Meanwhile the task goes on applying.
 *
 * <p>A store that is busy is given a rest: the longer a round of flushes took, the later the next one begins, with more
 * readings in it and, since most of them change the same sensors, not many more rows. So the share of the time in which
 * flushes are under way stays bounded, and what a reading waits is short when there is little to do.
 */
final class Flushes<L, S, O> {

    private static final Logger LOG = LoggerFactory.getLogger(Flushes.class);

    /** After a round that took so long, the next one begins so many times as long later. */
    private static final int REST = 2;

    private static final long MAX_REST_MILLIS = 1_000;

    /** After so long the next round does not wait for a bucket that is stuck. */
    private static final long MAX_ROUND_MILLIS = 1_000;

    private final BucketTaskConfig config;
    private final BucketStore<S> store;
    private final OwnedBuckets<L, S, O> buckets;
    private final Mailbox mailbox;
    private final Consumer<Bucket<L, S, O>> lost;
    private final Map<Integer, Long> sendAgainAt = new HashMap<>();
    private final Set<Integer> round = new HashSet<>();
    private long roundMillis = Long.MIN_VALUE / 2;
    private long nextRoundMillis = Long.MIN_VALUE / 2;

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

    /** Sends what is due, now that so many applied shares wait to be durable. A clock that was put back begins a new round. */
    void sendDue(long nowMillis, int waiting) {
        boolean putBack = nowMillis < roundMillis;
        boolean over = round.isEmpty() || putBack || nowMillis - roundMillis >= MAX_ROUND_MILLIS;
        boolean due = over && (putBack || nowMillis >= nextRoundMillis || waiting >= config.maxWaiting());
        if (due) {
            round.clear();
            roundMillis = nowMillis;
            nextRoundMillis = nowMillis + config.flushIntervalMillis();
        }
        for (Bucket<L, S, O> bucket : buckets.all()) {
            Long again = sendAgainAt.get(bucket.number());
            if (bucket.flushing() ? again != null && nowMillis >= again : due || overfull(bucket)) {
                sendAgainAt.remove(bucket.number());
                if (send(bucket) && due) {
                    round.add(bucket.number());
                }
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
        round.remove(bucket.number());
    }

    private boolean overfull(Bucket<L, S, O> bucket) {
        return bucket.dirtyCount() >= config.maxDirtyRows() || bucket.dirtyBytes() >= config.maxDirtyBytes();
    }

    private boolean send(Bucket<L, S, O> bucket) {
        Flush<S> flush = bucket.flush();
        if (flush == null) {
            return false;
        }
        mailbox.await(
                store.flush(flush), (outcome, error, nowMillis) -> take(bucket, flush, outcome, error, nowMillis));
        return true;
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
            endRound(bucket, nowMillis);
        } else if (outcome == FlushOutcome.DURABLE || !config.rules().keep(Rule.LOST_BUCKET_IS_DROPPED)) {
            bucket.durable(flush);
            endRound(bucket, nowMillis);
        } else {
            lost.accept(bucket);
        }
    }

    private void endRound(Bucket<L, S, O> bucket, long nowMillis) {
        if (round.remove(bucket.number()) && round.isEmpty()) {
            long rest = Math.min(REST * (nowMillis - roundMillis), MAX_REST_MILLIS);
            nextRoundMillis = Math.max(nextRoundMillis, nowMillis + rest);
        }
    }
}
