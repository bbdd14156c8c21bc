// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Cuts what is read of one partition into runs that tile its offsets (rules 1 and 2 of the protocol).
 *
 * <p>A new run holds what was read, up to the caps. A known one keeps its borders, however many records a poll gave: it
 * waits until it has been read up to its end, and is handed out again even when nothing is left in it. So no more is held
 * back than one run and one poll. Offsets without a record (markers of transactions, what was aborted, what retention
 * deleted) belong to the run that follows them, or are a run without records at the end of the log.
 */
final class RunCutter {

    private final String topicId;
    private final TopicPartition partition;
    private final RunCaps caps;
    private final RunBorders borders;
    private final Deque<Run.Item> read = new ArrayDeque<>();
    private long next;
    private long readTo;
    private long logStart;
    private boolean gap;

    /** Runs from the committed offset on. */
    RunCutter(String topicId, TopicPartition partition, RunCaps caps, long committed) {
        this.topicId = topicId;
        this.partition = partition;
        this.caps = caps;
        borders = new RunBorders(committed);
        next = committed;
        readTo = committed;
    }

    RunBorders borders() {
        return borders;
    }

    /** Where the run begins that is handed out next. */
    long position() {
        return next;
    }

    /**
     * Goes to the border that the spout means with this offset. To go where it stands changes nothing: the spout seeks
     * before every poll while a retry is due, and a run that is being gathered must not begin again each time.
     *
     * @return whether records have to be read from {@link #position()} on
     */
    boolean seek(long offset) {
        long border = borders.borderFor(offset);
        if (border == next) {
            return false;
        }
        read.clear();
        next = border;
        readTo = border;
        gap = false;
        return true;
    }

    /** Takes what a poll gave, in the log's order. */
    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            readTo(record.offset());
            read.add(new Run.Item(record.offset(), record.timestamp(), record.value()));
            readTo = record.offset() + 1;
        }
    }

    /**
     * Notes that there are no records but those that were added below this offset.
     *
     * @throws IllegalStateException if it lies below what was read already: then it is another log
     */
    void readTo(long offset) {
        if (offset < readTo) {
            throw new IllegalStateException(partition + " went back from offset " + readTo + " to " + offset
                    + ": its log was cut off, or the topic was made anew, and the state holds readings that are not in it."
                    + " Restore the topic; or kill the topology and submit it again with another keyspace"
                    + " (cassandra.keyspace), or empty this one");
        }
        gap |= offset > readTo;
        readTo = offset;
    }

    /** Whether offsets without a record were met, and it is not known yet if they were lost to retention. */
    boolean metGap() {
        return gap;
    }

    /** Tells where the log begins by now; offsets below it without a record count as lost. */
    void logStartsAt(long offset) {
        logStart = offset;
        gap = false;
    }

    /** Whether all known runs were handed out, so that the next one is new. */
    boolean atFrontier() {
        return next == borders.frontier();
    }

    /**
     * The runs that are complete, which are handed out by this.
     *
     * @param newToo whether runs may be cut that are not known yet
     */
    List<Run> cut(boolean newToo) {
        List<Run> runs = new ArrayList<>();
        while (next < readTo) {
            OptionalLong known = borders.endOf(next);
            if (known.isPresent() ? known.getAsLong() > readTo : !newToo) {
                break;
            }
            List<Run.Item> records = known.isPresent() ? takeBelow(known.getAsLong()) : takeUpToCaps();
            long end = known.orElseGet(() ->
                    records.isEmpty() ? readTo : records.get(records.size() - 1).offset() + 1);
            if (known.isEmpty()) {
                borders.remember(end);
            }
            runs.add(new Run(
                    topicId, partition.partition(), next, end, borders.committed(), lost(end, records), records));
            next = end;
        }
        return runs;
    }

    private List<Run.Item> takeBelow(long end) {
        List<Run.Item> taken = new ArrayList<>();
        while (!read.isEmpty() && read.element().offset() < end) {
            taken.add(read.remove());
        }
        return taken;
    }

    private List<Run.Item> takeUpToCaps() {
        List<Run.Item> taken = new ArrayList<>();
        long bytes = 0;
        while (!read.isEmpty() && taken.size() < caps.records()) {
            byte[] value = read.element().value();
            bytes += value == null ? 0 : value.length;
            if (bytes > caps.bytes() && !taken.isEmpty()) {
                break;
            }
            taken.add(read.remove());
        }
        return taken;
    }

    /**
     * How many offsets of the run that begins at {@code next} lie below the log's start without having been read before.
     * Markers of transactions among them cannot be told apart any more: they are counted too.
     */
    private long lost(long end, List<Run.Item> records) {
        if (logStart <= next) {
            return 0;
        }
        long kept =
                records.stream().filter(record -> record.offset() < logStart).count();
        return Math.min(end, logStart) - next - kept;
    }
}
