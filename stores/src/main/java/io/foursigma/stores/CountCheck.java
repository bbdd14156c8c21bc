// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.BucketCounts;
import java.util.Optional;

/** Compares a bucket's two sums, again where it was flushed meanwhile. */
public final class CountCheck {

    private static final int TRIES = 5;

    private CountCheck() {}

    /**
     * The sums of a bucket of the running statistics.
     *
     * @return empty if the bucket was flushed during each of {@value #TRIES} reads
     * @throws StoreException if the state cannot be read
     */
    public static Optional<BucketCounts> of(StateReader state, int bucket) {
        Optional<BucketCounts> counts = state.counts(bucket);
        for (int tried = 1; counts.isEmpty() && tried < TRIES; tried++) {
            counts = state.counts(bucket);
        }
        return counts;
    }
}
