// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

/**
 * One stateful task's part of a run: the readings of the sensors that lie in the task's buckets, in Kafka's order, as
 * columns. It may hold no reading and counts nevertheless: with it the task's buckets move on to the run's end. The
 * arrays are shared between tasks of one worker and are never written to.
 *
 * @param topicId Kafka's id of the topic
 * @param partition the partition of the run
 * @param first the offset where the run's span begins
 * @param end the offset where it ends, excluded
 * @param committed where a bucket begins that has no state for the partition
 * @param lost so many offsets at the beginning of the span lost their records, for the one task that counts them; else 0
 * @param readings the readings for this task
 * @param itemOffsets the offset of every item of the whole run, ascending, for the one task that counts them; else empty
 * @param deadLetterOffsets the offset of every item that is no reading, likewise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Share(
        String topicId,
        int partition,
        long first,
        long end,
        long committed,
        long lost,
        Columns readings,
        long[] itemOffsets,
        long[] deadLetterOffsets) {

    static final long[] NO_OFFSETS = {};

    /** Five columns of eight bytes or less, a reference, and the header of a name. */
    private static final int BYTES_OF_A_READING = 96;

    /**
     * Readings as columns of one length.
     *
     * @param sensors the sensors' names
     * @param times event times, epoch milliseconds
     * @param values the values
     * @param offsets the offsets of their records, ascending
     * @param indexes their places in the records' arrays
     * @param received the timestamps of their records, epoch milliseconds
     */
    public record Columns(
            String[] sensors, long[] times, double[] values, long[] offsets, int[] indexes, long[] received) {

        /** How many readings there are. */
        public int size() {
            return sensors.length;
        }
    }

    /** About how many bytes it takes in memory. */
    int bytes() {
        int bytes = 128 + Long.BYTES * (itemOffsets.length + deadLetterOffsets.length);
        for (String sensor : readings.sensors()) {
            bytes += BYTES_OF_A_READING + sensor.length();
        }
        return bytes;
    }

    /** The same share for a task that counts nothing but its own readings. */
    public Share withoutItems() {
        return itemOffsets.length == 0 && lost == 0
                ? this
                : new Share(topicId, partition, first, end, committed, 0, readings, NO_OFFSETS, NO_OFFSETS);
    }

    /** The same share, told another committed offset. */
    Share withCommitted(long other) {
        return new Share(topicId, partition, first, end, other, lost, readings, itemOffsets, deadLetterOffsets);
    }

    /** How many of the lost offsets are at least {@code from}. */
    long lostFrom(long from) {
        return Math.max(0, first + lost - Math.max(first, from));
    }

    /** How many of the ascending offsets are at least {@code from}. */
    static int countFrom(long[] offsets, long from) {
        int count = offsets.length;
        while (count > 0 && offsets[offsets.length - count] < from) {
            count--;
        }
        return count;
    }
}
