// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
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
import org.jspecify.annotations.Nullable;

/**
 * The runs that a spout task has emitted and that nobody has acknowledged, and which of them to send again before Storm's timeout.
 * That one asks for a run's age alone, so it has to be long: a slow system is no lost one. A partition's runs are applied
 * in order, so its silence tells more: when nothing of it was acknowledged for some time, its first runs are sent again,
 * few of them. Each acknowledgement that follows lets two more be sent, until none is left that was sent before the
 * silence, or one of those is acknowledged: then they were late, not lost. The same way lets TCP begin slowly (RFC 5681,
 * 3.1), and for the same reason: a system that is slow must not be given everything twice.
 */
final class RunsUnderWay implements KafkaTupleListener {

    private static final long serialVersionUID = 1;

    /** So many runs of a partition are sent again when it was silent. */
    private static final int FIRST_RUNS = 100;

    private static final int RUNS_PER_ACK = 2;

    private final NanoClock clock;
    private final long resendAfterNanos;
    private final AckedLately acked;
    private final HashMap<TopicPartition, Copies> partitions = new HashMap<>();
    private long emissions;
    private int count;
    private long bytes;

    /**
     * No runs.
     *
     * @param resendAfterNanos silence after which a partition's runs are sent again, nanoseconds
     * @param acked hears what is acknowledged
     */
    RunsUnderWay(NanoClock clock, long resendAfterNanos, AckedLately acked) {
        this.clock = clock;
        this.resendAfterNanos = resendAfterNanos;
        this.acked = acked;
    }

    private record Copy(KafkaSpoutMessageId id, long emission, int bytes) implements Serializable {}

    /** Those of a partition. */
    private static final class Copies implements Serializable {
        private static final long serialVersionUID = 1;

        private final TreeMap<Long, Copy> byOffset = new TreeMap<>();

        /** Those that failed and were not sent again yet. Their copies may still lie in some queue. */
        private final HashMap<Long, Copy> failed = new HashMap<>();

        private long silentSinceNanos;
        private long suspectBefore;
        private int allowed;

        private boolean suspect(Copy copy) {
            return copy.emission < suspectBefore;
        }

        private void trust() {
            suspectBefore = 0;
            allowed = 0;
        }

        private void takeLost(List<KafkaSpoutMessageId> lost) {
            for (Copy copy : byOffset.values()) {
                if (suspect(copy)) {
                    if (allowed == 0) {
                        return;
                    }
                    allowed--;
                    lost.add(copy.id);
                }
            }
            trust();
        }
    }

    /** How many there are, those that failed and wait for being sent again included. */
    int count() {
        return count;
    }

    /** About how many bytes all of those take in memory, each once. */
    long bytes() {
        return bytes;
    }

    /** Whether the id is that of the copy that was sent last. A failure of an older one means nothing. */
    @SuppressWarnings("ReferenceEquality") // all copies of a run are equal
    boolean isLatest(KafkaSpoutMessageId id) {
        Copies copies = partitions.get(id.getTopicPartition());
        Copy copy = copies == null ? null : copies.byOffset.get(id.offset());
        return copy != null && copy.id == id;
    }

    /** The runs to send again now, which have to fail for it. */
    List<KafkaSpoutMessageId> lost() {
        long now = clock.getAsLong();
        List<KafkaSpoutMessageId> lost = new ArrayList<>(0);
        for (Copies copies : partitions.values()) {
            if (!copies.byOffset.isEmpty() && now - copies.silentSinceNanos >= resendAfterNanos) {
                copies.silentSinceNanos = now;
                copies.suspectBefore = emissions;
                copies.allowed = FIRST_RUNS;
            }
            if (copies.allowed > 0) {
                copies.takeLost(lost);
            }
        }
        return lost;
    }

    @Override
    public void open(Map<String, Object> config, TopologyContext context) {}

    @Override
    public void onEmit(List<Object> tuple, KafkaSpoutMessageId id) {
        Copies copies = partitions.computeIfAbsent(id.getTopicPartition(), partition -> new Copies());
        if (copies.byOffset.isEmpty()) {
            copies.silentSinceNanos = clock.getAsLong();
        }
        Run run = (Run) tuple.get(ReadingsSpout.FIELDS.fieldIndex(ReadingsSpout.RUN));
        Copy copy = new Copy(id, emissions++, run.bytes());
        forget(copies.failed.remove(id.offset()));
        forget(copies.byOffset.put(id.offset(), copy));
        count++;
        bytes += copy.bytes;
    }

    private void forget(@Nullable Copy copy) {
        if (copy != null) {
            count--;
            bytes -= copy.bytes;
        }
    }

    private void acknowledged(@Nullable Copy copy) {
        forget(copy);
        if (copy != null) {
            acked.add(copy.bytes);
        }
    }

    /**
     * Some copy of a run was acknowledged: that is enough. If it is not the one that was sent again, the run was late, not
     * lost.
     */
    @Override
    @SuppressWarnings("ReferenceEquality") // all copies of a run are equal
    public void onAck(KafkaSpoutMessageId id) {
        Copies copies = partitions.get(id.getTopicPartition());
        if (copies == null) {
            return;
        }
        copies.silentSinceNanos = clock.getAsLong();
        acknowledged(copies.failed.remove(id.offset()));
        Copy copy = copies.byOffset.remove(id.offset());
        acknowledged(copy);
        if (copy == null || copy.id != id || copies.suspect(copy)) {
            copies.trust();
        } else if (copies.suspectBefore > 0) {
            copies.allowed += RUNS_PER_ACK;
        }
    }

    @Override
    public void onRetry(KafkaSpoutMessageId id) {
        Copies copies = partitions.get(id.getTopicPartition());
        Copy copy = copies == null ? null : copies.byOffset.remove(id.offset());
        if (copies != null && copy != null) {
            copies.failed.put(id.offset(), copy);
        }
    }

    @Override
    public void onPartitionsReassigned(Collection<TopicPartition> assigned) {
        partitions.entrySet().removeIf(entry -> {
            if (assigned.contains(entry.getKey())) {
                return false;
            }
            entry.getValue().byOffset.values().forEach(this::forget);
            entry.getValue().failed.values().forEach(this::forget);
            return true;
        });
    }

    @Override
    public void onMaxRetryReached(KafkaSpoutMessageId id) {
        throw new IllegalStateException("retries have no end, but ended for " + id);
    }
}
