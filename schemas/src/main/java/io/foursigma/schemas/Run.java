// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive records of one partition that flow as one tuple.
 *
 * @param topicId Kafka's id of the topic
 * @param partition the partition
 * @param first the offset where the run's span begins
 * @param end the offset where it ends, excluded
 * @param committed an offset up to which everything was durable when the spout began: where a bucket begins that has no
 *     state for the partition yet
 * @param lost so many offsets at the beginning of the span lost their records to retention before they were read
 * @param records the records of the span, in order; offsets without a record are part of the span too
 */
public record Run(String topicId, int partition, long first, long end, long committed, long lost, List<Item> records) {

    /** Reference, header, two longs, and the header of the array. */
    private static final int BYTES_OF_AN_ITEM = 56;

    /** Reference, header and fields. */
    private static final int BYTES_OF_A_RUN = 128;

    /** About how many bytes it takes in memory. */
    public int bytes() {
        int bytes = BYTES_OF_A_RUN;
        for (Item item : records) {
            byte[] value = item.value;
            bytes += BYTES_OF_AN_ITEM + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    /**
     * One record.
     *
     * @param offset its offset
     * @param timestamp when Kafka received it, epoch milliseconds
     * @param value its bytes, null if it has none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Item(long offset, long timestamp, byte @Nullable [] value) {}
}
