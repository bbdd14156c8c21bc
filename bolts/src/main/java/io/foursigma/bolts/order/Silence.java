// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.SensorRow;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the sensors that have fallen silent, a few at a time: those in memory by the time of their last reading; those
 * that are not, because they had none since their bucket was claimed, by one round of its rows.
 */
final class Silence<L, S, O> {

    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);

    /** So many sensors in memory are looked at per pulse. */
    private static final int MAX_LOOKED_AT = 50;

    /** So many rows are read at once, and not sooner again than after this pause. */
    private static final int PAGE = 100;

    private static final long PAUSE_MILLIS = 100;

    private final BucketTaskConfig config;
    private final BucketStore<S> store;
    private final OwnedBuckets<L, S, O> buckets;
    private final Mailbox mailbox;
    private boolean reading;
    private long readAgainAt = Long.MIN_VALUE;

    Silence(BucketTaskConfig config, BucketStore<S> store, OwnedBuckets<L, S, O> buckets, Mailbox mailbox) {
        this.config = config;
        this.store = store;
        this.buckets = buckets;
        this.mailbox = mailbox;
    }

    /** Tells the logic of some sensors. To be called every few milliseconds. */
    void pulse(long nowMillis) {
        if (config.silentAfterMillis() == Long.MAX_VALUE) {
            return;
        }
        int left = MAX_LOOKED_AT;
        for (Bucket<L, S, O> bucket : buckets.all()) {
            left = bucket.fallSilent(nowMillis - config.silentAfterMillis(), left);
        }
        if (!reading && nowMillis >= readAgainAt) {
            readNext(nowMillis);
        }
    }

    private void readNext(long nowMillis) {
        for (Bucket<L, S, O> bucket : buckets.all()) {
            String after = bucket.roundAt();
            if (after != null && nowMillis - bucket.claimedMillis() >= config.silentAfterMillis()) {
                read(bucket, after);
                return;
            }
        }
    }

    private void read(Bucket<L, S, O> bucket, String after) {
        reading = true;
        mailbox.await(store.page(bucket.number(), after, PAGE), (page, error, nowMillis) -> {
            reading = false;
            readAgainAt = nowMillis + (error == null ? PAUSE_MILLIS : config.retryMillis());
            if (error != null) {
                LOG.debug("rows of bucket {} are read again: {}", bucket.number(), error.getMessage());
            } else if (buckets.holds(bucket)) {
                List<SensorRow<S>> rows = Objects.requireNonNull(page);
                bucket.round(rows, rows.size() < PAGE);
            }
        });
    }
}
