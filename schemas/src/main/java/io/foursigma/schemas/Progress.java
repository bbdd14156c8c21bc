// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

/**
 * How far one bucket has come in one Kafka partition, and what it has counted there. In every partition the sums over
 * all buckets obey {@code read = applied + deadLettered}, as soon as the buckets have reached the same offset.
 *
 * @param next the offset after the last record that the bucket's state holds
 * @param read items (readings and dead letters) of the records before {@code next}, counted by one bucket per partition
 * @param applied readings that the bucket has applied
 * @param deadLettered items that are no readings, counted by the same bucket as {@code read}
 * @param late the part of the applied readings that came when their window was final
 * @param replayed items of records that came again after they had been applied; outside the equation
 * @param lost offsets whose records Kafka had dropped before they were read, counted by the same bucket as {@code read};
 *     outside the equation
 */
public record Progress(long next, long read, long applied, long deadLettered, long late, long replayed, long lost) {

    /** A bucket that stands before {@code next} and has counted nothing. */
    public static Progress at(long next) {
        return new Progress(next, 0, 0, 0, 0, 0, 0);
    }
}
