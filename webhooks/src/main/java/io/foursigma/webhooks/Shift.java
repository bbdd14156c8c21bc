// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a receiver's consumer: reads {@code results}, has the receiver told, and commits what it was told of. An offset
 * is committed when nothing before it waits. While too much waits nothing is read.
 */
final class Shift implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
    private static final int REMEMBERED = 10_000;
    private static final long COMMIT_MILLIS = 500;
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final Duration BUSY_POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String receiver;
    private final String topic;
    private final int most;
    private final Consumer<byte[], byte[]> consumer;
    private final Announcements announcements;
    private final Teller teller;
    private final HookMetrics metrics;
    private final InstantSource clock;
    private final Waiting waiting = new Waiting();
    private final Met met = new Met(REMEMBERED);
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long lastCommit;

    Shift(
            String receiver,
            String topic,
            int most,
            Consumer<byte[], byte[]> consumer,
            Announcements announcements,
            Teller teller,
            HookMetrics metrics,
            InstantSource clock) {
        this.receiver = receiver;
        this.topic = topic;
        this.most = most;
        this.consumer = consumer;
        this.announcements = announcements;
        this.teller = teller;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Works as long as it goes on. @throws KafkaException if Kafka is in the way: another shift begins at what is committed */
    void work(BooleanSupplier goesOn) throws InterruptedException {
        beginAtTheEnd();
        consumer.subscribe(List.of(topic), this);
        while (goesOn.getAsBoolean()) {
            teller.settle(waiting);
            teller.tell(waiting);
            if (waiting.size() >= most) {
                consumer.pause(consumer.assignment());
            } else {
                consumer.resume(consumer.paused());
            }
            take(poll());
            commit(false);
            measure();
        }
        teller.finish(PATIENCE, waiting);
        commit(true);
    }

    /** A receiver that is new is told of nothing old. What comes from now on it is told of, even if this process ends at once. */
    private void beginAtTheEnd() {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic '" + topic + "' yet; the topology's submission makes it");
        }
        if (consumer.committed(partitions).values().stream().allMatch(offset -> offset == null)) {
            consumer.commitSync(consumer.endOffsets(partitions).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue()))));
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(waiting.size() > 0 ? BUSY_POLL : IDLE_POLL);
        } catch (NoOffsetForPartitionException added) {
            consumer.seekToBeginning(added.partitions());
        } catch (OffsetOutOfRangeException e) {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(e.partitions());
            e.offsetOutOfRangePartitions().forEach((partition, offset) -> {
                long gone = Math.max(begins.getOrDefault(partition, 0L) - offset, 0);
                LOG.error(
                        "{} records of {} are gone before the receiver '{}' could be told of what they held, from offset"
                                + " {} on: retention is shorter than the receiver was away, or the topic is another one",
                        gone,
                        partition,
                        receiver,
                        offset);
                metrics.lost(receiver, gone);
            });
            consumer.seekToBeginning(e.partitions());
        }
        return ConsumerRecords.empty();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                announcements.of(record).ifPresent(delivery -> {
                    if (met.isNew(delivery)) {
                        waiting.add(delivery);
                    } else {
                        metrics.repeated(receiver);
                    }
                });
            } catch (IOException e) {
                LOG.error(
                        "the record at offset {} of partition {} of '{}' cannot be read, and '{}' is not told of it: {}",
                        record.offset(),
                        record.partition(),
                        topic,
                        receiver,
                        Json.firstLine(e));
                metrics.unreadable(receiver);
            }
        }
        records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
    }

    private void commit(boolean now) {
        if (!now && clock.millis() - lastCommit < COMMIT_MILLIS) {
            return;
        }
        lastCommit = clock.millis();
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        positions.forEach((partition, position) -> {
            long upTo = waiting.doneUpTo(partition, position);
            if (upTo != committed.getOrDefault(partition, -1L)) {
                done.put(partition, new OffsetAndMetadata(upTo));
            }
        });
        if (!done.isEmpty()) {
            consumer.commitSync(done);
            done.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }
    }

    private void measure() {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(0);
            Long position = positions.get(partition);
            lag += position == null ? 0 : position - waiting.doneUpTo(partition, position);
        }
        long now = clock.millis();
        metrics.stands(
                receiver,
                new Standing(true, teller.up(), lag, waiting.size(), Math.max(now - waiting.oldest(now), 0) / 1_000.0));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // They begin where they are committed.
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit(true);
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            waiting.drop(partition);
            met.forget(partition);
            positions.remove(partition);
            committed.remove(partition);
        }
    }
}
