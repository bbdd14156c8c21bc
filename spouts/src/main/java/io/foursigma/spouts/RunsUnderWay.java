// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.apache.storm.kafka.spout.KafkaTupleListener;
import org.apache.storm.task.TopologyContext;

/**
 * The runs that a spout task has emitted and not heard of since, and which of them seem to be lost. Storm's timeout asks
 * for a run's age alone, so it has to be long: a slow system is no lost one. Runs of a partition are applied in order, so
 * more can be known: nothing of the partition was acknowledged for some time, or something that was emitted later was. The
 * runs that go to a dead worker are sent again until another one has taken its place, and need not wait for the timeout.
 */
final class RunsUnderWay implements KafkaTupleListener {

    private static final long serialVersionUID = 1;

    /** So many copies of a run are sent at the shortest interval; then it grows by as much again. */
    private static final int COPIES_PER_INTERVAL = 4;

    private static final int MAX_INTERVALS = 10;

    private final NanoClock clock;
    private final long resendAfterNanos;
    private final HashMap<TopicPartition, Copies> partitions = new HashMap<>();
    private long emissions;
    private int count;

    /**
     * No runs.
     *
     * @param resendAfterNanos rest after which a run may be taken for lost, nanoseconds
     */
    RunsUnderWay(NanoClock clock, long resendAfterNanos) {
        this.clock = clock;
        this.resendAfterNanos = resendAfterNanos;
    }

    private record Copy(KafkaSpoutMessageId id, long emission, long emittedNanos) implements Serializable {}

    private static final class Copies implements Serializable {
        private static final long serialVersionUID = 1;

        private final TreeMap<Long, Copy> byOffset = new TreeMap<>();
        private long latestAcked = -1;
        private long ackedNanos;

        private Copies(long now) {
            ackedNanos = now;
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** Whether the id is that of the copy that was sent last. A failure of an older one means nothing. */
    @SuppressWarnings("ReferenceEquality") // all copies of a run are equal
    boolean isLatest(KafkaSpoutMessageId id) {
        Copies copies = partitions.get(id.getTopicPartition());
        Copy copy = copies == null ? null : copies.byOffset.get(id.offset());
        return copy != null && copy.id == id;
    }

    /** The runs that seem to be lost. */
    List<KafkaSpoutMessageId> lost() {
        long now = clock.getAsLong();
        List<KafkaSpoutMessageId> lost = new ArrayList<>(0);
        for (Copies copies : partitions.values()) {
            for (Copy copy : copies.byOffset.values()) {
                long patience =
                        resendAfterNanos * Math.min(1 + copy.id.numFails() / COPIES_PER_INTERVAL, MAX_INTERVALS);
                boolean overtaken = copy.emission < copies.latestAcked;
                if (now - copy.emittedNanos >= patience && (overtaken || now - copies.ackedNanos >= patience)) {
                    lost.add(copy.id);
                }
            }
        }
        return lost;
    }

    @Override
    public void open(Map<String, Object> config, TopologyContext context) {}

    @Override
    public void onEmit(List<Object> tuple, KafkaSpoutMessageId id) {
        long now = clock.getAsLong();
        Copies copies = partitions.computeIfAbsent(id.getTopicPartition(), partition -> new Copies(now));
        if (copies.byOffset.put(id.offset(), new Copy(id, emissions++, now)) == null) {
            count++;
        }
    }

    /** Some copy of a run was acknowledged: that is enough. */
    @Override
    public void onAck(KafkaSpoutMessageId id) {
        Copies copies = partitions.get(id.getTopicPartition());
        Copy copy = copies == null ? null : copies.byOffset.remove(id.offset());
        if (copies != null && copy != null) {
            count--;
            copies.ackedNanos = clock.getAsLong();
            copies.latestAcked = Math.max(copies.latestAcked, copy.emission);
        }
    }

    @Override
    public void onRetry(KafkaSpoutMessageId id) {
        Copies copies = partitions.get(id.getTopicPartition());
        if (copies != null && copies.byOffset.remove(id.offset()) != null) {
            count--;
        }
    }

    @Override
    public void onPartitionsReassigned(Collection<TopicPartition> assigned) {
        partitions.keySet().retainAll(assigned);
        count = partitions.values().stream()
                .mapToInt(copies -> copies.byOffset.size())
                .sum();
    }

    @Override
    public void onMaxRetryReached(KafkaSpoutMessageId id) {
        throw new IllegalStateException("retries have no end, but ended for " + id);
    }
}
