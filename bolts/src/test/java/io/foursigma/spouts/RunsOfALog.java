// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The spout's own cutter over a log that is not in Kafka, for the simulation of the protocol. */
public final class RunsOfALog {

    private final RunCutter cutter;
    private final TopicPartition partition;
    private final LongPredicate holdsRecord;
    private long fetchFrom;

    /**
     * Runs from the committed offset on.
     *
     * @param holdsRecord whether there is a record at an offset
     */
    public RunsOfALog(String topicId, int partition, int maxRecords, long committed, LongPredicate holdsRecord) {
        this.partition = new TopicPartition("readings", partition);
        this.holdsRecord = holdsRecord;
        cutter = new RunCutter(topicId, this.partition, new RunCaps(maxRecords, 1_000), committed);
        fetchFrom = committed;
    }

    /** Goes to the run that begins at this offset, or after the one that the offset lies in. */
    public void seek(long offset) {
        if (cutter.seek(offset)) {
            fetchFrom = cutter.position();
        }
    }

    /** Reads so many offsets at most, but none from {@code end} on, and cuts them. */
    public List<Run> poll(int most, long end) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long to = Math.min(end, fetchFrom + most);
        for (long offset = fetchFrom; offset < to; offset++) {
            if (holdsRecord.test(offset)) {
                records.add(new ConsumerRecord<>("readings", partition.partition(), offset, null, new byte[1]));
            }
        }
        cutter.add(records);
        cutter.readTo(to);
        cutter.logStartsAt(0);
        fetchFrom = to;
        return cutter.cut(true);
    }

    /**
     * Commits in the spout's terms: the first offset of the last acked run, and one. As the spout does, goes on from
     * there where it stood before it.
     *
     * @return what the offset means
     */
    public long commit(long firstAndOne) {
        long border = cutter.borders().borderFor(firstAndOne);
        cutter.borders().commit(border);
        if (cutter.position() < border) {
            seek(border);
        }
        return border;
    }
}
