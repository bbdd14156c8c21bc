// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

/**
 * Two numbers of one bucket of the running statistics that must be the same, both of one instant of its durable state.
 *
 * @param bucket the bucket
 * @param sensors number of its sensors
 * @param counted the sum of its sensors' counts
 * @param applied the readings that it has applied, over all partitions
 */
public record BucketCounts(int bucket, long sensors, long counted, long applied) {

    /** Whether the two are the same. */
    public boolean balanced() {
        return counted == applied;
    }
}
