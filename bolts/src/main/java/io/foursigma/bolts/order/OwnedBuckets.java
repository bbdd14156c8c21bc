// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The buckets of a task: claimed all together, lost one by one. */
final class OwnedBuckets<L, S, O> {

    private static final Logger LOG = LoggerFactory.getLogger(OwnedBuckets.class);

    private final BucketTaskConfig config;
    private final BucketStore<S> store;
    private final SensorLogic<L, S, O> logic;
    private final Map<Integer, Bucket<L, S, O>> held = new TreeMap<>();
    private final List<@Nullable Bucket<L, S, O>> byNumber;
    private long claimAgainAt = Long.MIN_VALUE;

    OwnedBuckets(BucketTaskConfig config, BucketStore<S> store, SensorLogic<L, S, O> logic) {
        this.config = config;
        this.store = store;
        this.logic = logic;
        byNumber = new ArrayList<>(Collections.nCopies(config.buckets().count(), null));
    }

    /** Claims what is lacking. Returns whether all buckets are held now. */
    boolean claimAll(long nowMillis) {
        if (complete()) {
            return true;
        }
        if (nowMillis < claimAgainAt) {
            return false;
        }
        try {
            for (int number : config.owned()) {
                if (!held.containsKey(number)) {
                    Bucket<L, S, O> bucket =
                            new Bucket<>(number, store.claim(number, config.owner()), logic, config.rules(), nowMillis);
                    held.put(number, bucket);
                    byNumber.set(number, bucket);
                }
            }
            return true;
        } catch (StoreException e) {
            LOG.warn("buckets cannot be claimed, readings wait in Kafka: {}", e.getMessage());
            claimAgainAt = nowMillis + config.retryMillis();
            return false;
        }
    }

    boolean complete() {
        return held.size() == config.owned().size();
    }

    Collection<Bucket<L, S, O>> all() {
        return held.values();
    }

    /** The bucket of this number, which has to be held. */
    Bucket<L, S, O> of(int number) {
        return Objects.requireNonNull(byNumber.get(number), "a bucket of this task");
    }

    /** Whether this very bucket is held still: an answer to one that was lost since means nothing. */
    boolean holds(Bucket<L, S, O> bucket) {
        return held.get(bucket.number()) == bucket;
    }

    void drop(Bucket<L, S, O> bucket) {
        if (held.remove(bucket.number(), bucket)) {
            byNumber.set(bucket.number(), null);
        }
    }

    /** The buckets that stand before what was committed when the share's run was read. */
    List<Bucket<L, S, O>> behind(Share share) {
        List<Bucket<L, S, O>> behind = new ArrayList<>(0);
        for (Bucket<L, S, O> bucket : held.values()) {
            if (bucket.next(share) < share.committed()) {
                behind.add(bucket);
            }
        }
        return behind;
    }

    /** The least offset that a bucket has to apply next in the share's partition. */
    long leastNext(Share share) {
        long least = Long.MAX_VALUE;
        for (Bucket<L, S, O> bucket : held.values()) {
            least = Math.min(least, bucket.next(share));
        }
        return least;
    }

    /** The offset up to which all buckets are durable in a partition. */
    long leastDurable(int partition) {
        boolean durable = config.rules().keep(Rule.ACKED_WHEN_DURABLE);
        long least = Long.MAX_VALUE;
        for (Bucket<L, S, O> bucket : held.values()) {
            least = Math.min(least, durable ? bucket.durableNext(partition) : bucket.appliedNext(partition));
        }
        return least;
    }
}
