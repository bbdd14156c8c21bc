// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How many readings a key may send a second, as a bucket that fills with time and holds what a second brings. A request is
 * taken while anything is in the bucket, and then takes out all that it has, so that the next may have to wait: large
 * requests need no larger bucket.
 */
final class Pacing {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final double perSecond;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    /** So many readings per second and key; infinity for any. */
    Pacing(double perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    private static final class Bucket {
        private double readings;
        private long filledMillis;
    }

    /** How long the holder of a key has to wait until a request is taken, in milliseconds; 0 for not at all. */
    synchronized long waitMillis(String holder) {
        if (Double.isInfinite(perSecond)) {
            return 0;
        }
        double inIt = filled(holder).readings;
        // An empty bucket is not enough, so a millisecond more than until it is empty.
        return inIt > 0 ? 0 : (long) Math.floor(-inIt / perSecond * MILLIS_PER_SECOND) + 1;
    }

    /** Takes out what a request had. */
    synchronized void sent(String holder, int readings) {
        if (!Double.isInfinite(perSecond)) {
            filled(holder).readings -= readings;
        }
    }

    private Bucket filled(String holder) {
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(holder, unknown -> {
            Bucket full = new Bucket();
            full.readings = perSecond;
            full.filledMillis = now;
            return full;
        });
        // A clock that was put back fills nothing, and starts anew.
        double more = Math.max(0, now - bucket.filledMillis) / MILLIS_PER_SECOND * perSecond;
        bucket.readings = Math.min(perSecond, bucket.readings + more);
        bucket.filledMillis = now;
        return bucket;
    }
}
