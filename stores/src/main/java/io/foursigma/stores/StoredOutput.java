// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import java.util.Comparator;

/**
 * What a reading has brought about, kept until the consumer group has passed it: a copy of the run that comes again
 * brings it about again, unchanged. It is stored under the offset of its reading, so it does not matter how runs are cut.
 *
 * @param partition the reading's Kafka partition
 * @param offset the reading's offset
 * @param index its number among the outputs of its bucket that have the same offset, from 0
 * @param document what it is, as JSON
 */
public record StoredOutput(int partition, long offset, int index, String document) {

    /** By partition, offset and index. */
    public static final Comparator<StoredOutput> IN_ORDER = Comparator.comparingInt(StoredOutput::partition)
            .thenComparingLong(StoredOutput::offset)
            .thenComparingInt(StoredOutput::index);
}
