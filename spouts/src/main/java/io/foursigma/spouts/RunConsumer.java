// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What {@code KafkaSpout} calls of a {@link Consumer}, in terms of runs: each record that it hands out stands for a run,
 * at the offset where the run's span begins. The methods have the signatures of {@code Consumer};
 * {@link RunClients} puts that interface over them.
 *
 * <p>The consumer behind it reads with {@code auto.offset.reset=earliest}: what retention deleted ahead of it becomes a
 * part of a run's span, and is told as lost.
 */
final class RunConsumer {

    /** The spout's thread waits for it, and hears of no acknowledgement meanwhile. The next commit makes up for it. */
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicWatch watch;
    private final String topicId;
    private final RunCaps caps;
    private final BooleanSupplier room;
    private final Map<TopicPartition, RunCutter> cutters = new HashMap<>();

    /**
     * Reads through this consumer and closes it and the watch.
     *
     * @param room whether there is room for the new runs of one more poll
     */
    RunConsumer(
            Consumer<byte[], byte[]> consumer, TopicWatch watch, String topicId, RunCaps caps, BooleanSupplier room) {
        this.consumer = consumer;
        this.watch = watch;
        this.topicId = topicId;
        this.caps = caps;
        this.room = room;
    }

    /** The spout asks for them at its start and every two seconds. */
    public List<PartitionInfo> partitionsFor(String topic) {
        watch.look();
        return consumer.partitionsFor(topic);
    }

    public Set<TopicPartition> assignment() {
        return consumer.assignment();
    }

    public void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        cutters.keySet().retainAll(partitions);
    }

    /**
     * Where the group stands; where it has no commit, the start of the log is committed first (rule 4). A start that is
     * only assumed may move before the first commit, and the state would miss what lies between.
     */
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(consumer.committed(partitions));
        committed.values().removeIf(Objects::isNull);
        Set<TopicPartition> without = new HashSet<>(partitions);
        without.removeAll(committed.keySet());
        if (!without.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
            consumer.beginningOffsets(without)
                    .forEach((partition, start) -> starts.put(partition, new OffsetAndMetadata(start)));
            consumer.commitSync(starts);
            committed.putAll(starts);
        }
        return committed;
    }

    /** The first seek within a partition goes to the committed offset and begins its session. */
    public void seek(TopicPartition partition, long offset) {
        RunCutter cutter = cutters.get(partition);
        if (cutter == null) {
            cutters.put(partition, new RunCutter(topicId, partition, caps, offset));
            consumer.seek(partition, offset);
        } else if (cutter.seek(offset)) {
            consumer.seek(partition, cutter.position());
        }
    }

    public long position(TopicPartition partition) {
        return cutter(partition).position();
    }

    public void pause(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
    }

    public void resume(Collection<TopicPartition> partitions) {
        consumer.resume(partitions);
    }

    /**
     * The runs that are complete; while there is no room for new ones, only those that were handed out before. What a call
     * to Kafka brought is kept before the next call is made, and runs are cut last: a call that fails loses nothing.
     */
    public ConsumerRecords<Void, Run> poll(Duration timeout) {
        boolean newToo = room.getAsBoolean();
        Set<TopicPartition> active = active();
        Set<TopicPartition> held = new HashSet<>(active);
        held.removeIf(partition -> newToo || !cutter(partition).atFrontier());
        active.removeAll(held);
        if (active.isEmpty() && !held.isEmpty()) {
            return ConsumerRecords.empty();
        }
        consumer.pause(held);
        try {
            read(active, timeout);
        } finally {
            consumer.resume(held);
        }
        return cut(active, newToo);
    }

    private Set<TopicPartition> active() {
        Set<TopicPartition> active = new HashSet<>(consumer.assignment());
        active.removeAll(consumer.paused());
        return active;
    }

    private void read(Set<TopicPartition> active, Duration timeout) {
        lookUpLogStarts();
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(timeout);
        for (TopicPartition partition : active) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            if (records.isEmpty()) {
                noteGapAtEnd(partition);
            } else {
                cutter(partition).add(records);
            }
        }
        lookUpLogStarts();
    }

    /** A consumer that passes over offsets without a record gives nothing and moves. */
    private void noteGapAtEnd(TopicPartition partition) {
        long position;
        try {
            position = consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException e) {
            return; // being looked up after a reset, or Kafka is away; a later poll knows
        }
        cutter(partition).readTo(position);
    }

    /** Asks where the logs begin in which a gap was met. */
    private void lookUpLogStarts() {
        List<TopicPartition> gaps = new ArrayList<>();
        cutters.forEach((partition, cutter) -> {
            if (cutter.metGap()) {
                gaps.add(partition);
            }
        });
        if (!gaps.isEmpty()) {
            consumer.beginningOffsets(gaps)
                    .forEach((partition, start) -> cutter(partition).logStartsAt(start));
        }
    }

    private ConsumerRecords<Void, Run> cut(Set<TopicPartition> active, boolean newToo) {
        Map<TopicPartition, List<ConsumerRecord<Void, Run>>> runs = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : active) {
            List<ConsumerRecord<Void, Run>> records = new ArrayList<>();
            for (Run run : cutter(partition).cut(newToo)) {
                records.add(new ConsumerRecord<>(partition.topic(), partition.partition(), run.first(), null, run));
            }
            if (!records.isEmpty()) {
                runs.put(partition, records);
                positions.put(partition, new OffsetAndMetadata(position(partition)));
            }
        }
        return new ConsumerRecords<>(runs, positions);
    }

    /**
     * Commits the ends of runs. They replace the spout's offsets in its own map, from which it goes on after the commit:
     * so its notion of what is committed, and the lag that its metrics tell, are those of Kafka.
     */
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.replaceAll((partition, offset) -> new OffsetAndMetadata(
                cutter(partition).borders().borderFor(offset.offset()), offset.leaderEpoch(), offset.metadata()));
        consumer.commitSync(offsets, COMMIT_WITHIN);
        offsets.forEach((partition, offset) -> cutter(partition).borders().commit(offset.offset()));
    }

    public void close() {
        watch.close();
        consumer.close();
    }

    private RunCutter cutter(TopicPartition partition) {
        return Objects.requireNonNull(cutters.get(partition), () -> partition + " was not sought");
    }
}
