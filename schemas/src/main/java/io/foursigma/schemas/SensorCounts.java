// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.List;

/**
 * The sum of all sensors' counts beside the readings applied, bucket by bucket.
 *
 * @param buckets number of buckets that have state
 * @param compared those that could be compared; the others were flushed each time that they were read
 * @param since when the oldest of these comparisons was made, epoch milliseconds
 */
public record SensorCounts(int buckets, List<BucketCounts> compared, long since) {

    /** Copies the list. */
    public SensorCounts {
        compared = List.copyOf(compared);
    }

    /** Number of buckets that could not be compared. */
    public int moving() {
        return buckets - compared.size();
    }

    /** Sensors of the compared buckets. */
    public long sensors() {
        return compared.stream().mapToLong(BucketCounts::sensors).sum();
    }

    /** Sum of the counts of all sensors of the compared buckets. */
    public long counted() {
        return compared.stream().mapToLong(BucketCounts::counted).sum();
    }

    /** Readings applied by the compared buckets. */
    public long applied() {
        return compared.stream().mapToLong(BucketCounts::applied).sum();
    }

    /** The buckets whose numbers differ. */
    public List<BucketCounts> wrong() {
        return compared.stream().filter(bucket -> !bucket.balanced()).toList();
    }

    /** Whether no compared bucket's numbers differ. */
    public boolean balanced() {
        return wrong().isEmpty();
    }
}
