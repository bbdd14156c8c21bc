// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the state of sensors that are not in memory, before a share that needs it is applied. One load per bucket is
 * under way, and it takes along what the parked shares behind will need.
 */
final class Loads<L, S, O, T> {

    private static final Logger LOG = LoggerFactory.getLogger(Loads.class);

    /** So many sensors are asked for at once: states lie together, so that many cost little more than a few. */
    private static final int MAX_ASKED = 10_000;

    private final BucketTaskConfig config;
    private final BucketStore<S> store;
    private final OwnedBuckets<L, S, O> buckets;
    private final Mailbox mailbox;
    private final Consumer<Bucket<L, S, O>> lost;
    private final Set<Bucket<L, S, O>> underWay = new HashSet<>();
    private final Map<Integer, Set<Bucket<L, S, O>>> awaitedBy = new HashMap<>();
    private final Map<Integer, Long> loadAgainAt = new HashMap<>();

    /**
     * Loads for a task's buckets.
     *
     * @param lost takes a bucket that has another owner
     */
    Loads(
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

    /**
     * Whether the state that a share needs is in memory; if not, it is on its way when this returns.
     *
     * @param head the share
     * @param parked all shares of its partition that wait, in order
     */
    boolean ready(PartitionOrder.Parked<T> head, Collection<PartitionOrder.Parked<T>> parked, long nowMillis) {
        boolean ready = true;
        for (Bucket<L, S, O> bucket : buckets.all()) {
            Set<String> lacking = new LinkedHashSet<>();
            if (bucket.lacks(head.share(), head.bucketOf(), lacking)) {
                ready = false;
                awaitedBy
                        .computeIfAbsent(head.share().partition(), partition -> new HashSet<>())
                        .add(bucket);
                if (!underWay.contains(bucket)
                        && nowMillis >= loadAgainAt.getOrDefault(bucket.number(), Long.MIN_VALUE)) {
                    addWhatComesNext(bucket, parked, lacking);
                    load(bucket, head.share(), lacking);
                }
            }
        }
        if (ready) {
            awaitedBy.remove(head.share().partition());
        }
        return ready;
    }

    /** Whether a share waits for sensors of the bucket, so that none must leave memory before it is applied. */
    boolean awaited(Bucket<L, S, O> bucket) {
        return awaitedBy.values().stream().anyMatch(buckets -> buckets.contains(bucket));
    }

    /** No share waits any more. */
    void forget() {
        awaitedBy.clear();
    }

    private void addWhatComesNext(
            Bucket<L, S, O> bucket, Collection<PartitionOrder.Parked<T>> parked, Set<String> lacking) {
        for (PartitionOrder.Parked<T> one : parked) {
            if (lacking.size() >= MAX_ASKED) {
                return;
            }
            bucket.lacks(one.share(), one.bucketOf(), lacking);
        }
    }

    private void load(Bucket<L, S, O> bucket, Share share, Set<String> sensors) {
        underWay.add(bucket);
        mailbox.await(store.load(bucket.number(), bucket.epoch(), sensors), (rows, error, nowMillis) -> {
            underWay.remove(bucket);
            if (error != null) {
                LOG.warn("sensors of bucket {} are loaded again: {}", bucket.number(), error.getMessage());
                loadAgainAt.put(bucket.number(), nowMillis + config.retryMillis());
            } else if (buckets.holds(bucket)) {
                Objects.requireNonNull(rows)
                        .ifPresentOrElse(
                                found -> bucket.resume(share, sensors, found, nowMillis), () -> lost.accept(bucket));
            }
        });
    }
}
