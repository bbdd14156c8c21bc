// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Run;
import io.foursigma.stores.ReadingOffsets.Span;
import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Reads again what the topic of readings still holds. Safe for many threads; only a few may look at the same time. */
public interface ReadingHistory extends AutoCloseable {

    /**
     * Begins to look.
     *
     * @param budget how much may be read before it ends
     * @throws StoreException if as many look as may, or if the log does not answer
     */
    Look look(Budget budget);

    @Override
    void close();

    /**
     * How much one look may read.
     *
     * @param records how many records
     * @param bytes how many bytes of values; the record that goes beyond them is still read
     * @param time for how long
     */
    record Budget(long records, long bytes, Duration time) {

        /** What somebody who waits for an answer may ask for. */
        public static final Budget OF_A_REQUEST = new Budget(200_000, 64L << 20, Duration.ofSeconds(3));

        /** What somebody who asks on purpose may ask for, and can wait for. */
        public static final Budget OF_A_COMMAND = new Budget(5_000_000, 2L << 30, Duration.ofSeconds(60));
    }

    /** One look into the log, for one thread. All methods throw {@link StoreException} if the log does not answer. */
    interface Look extends AutoCloseable {

        /** Kafka's id of the topic as it is now. */
        String topicId();

        /** Per partition, what it holds now; an end is where the first open transaction begins. */
        SortedMap<Integer, Span> spans();

        /** How many more records may be read, 0 once any limit of the budget is reached. */
        long recordsLeft();

        /**
         * Hands over the committed records of a part of a partition, in order.
         *
         * @param partition the partition
         * @param from the first offset, which the partition holds
         * @param to where to end, excluded, not beyond the partition's end
         * @param taker takes the records
         * @return {@code to}; less if the budget was spent before: every record before it was handed over
         */
        long read(int partition, long from, long to, Consumer<Run.Item> taker);

        /**
         * The first offset whose record has this timestamp or a later one; the partition's end if none has. Timestamps need
         * not ascend in a log, so records behind it may be older.
         */
        long offsetAt(int partition, long timestamp);

        @Override
        void close();
    }
}
