// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's committed records, in the name of nobody: it belongs to no group and commits nothing. */
final class TopicReader implements AutoCloseable {

    private static final int REQUEST_MILLIS = 5_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** After so many polls without progress Kafka is asked whether it is still there. */
    private static final int QUIET_POLLS = 20;

    /** After so many polls without progress towards a known end something is broken. */
    private static final int STUCK_POLLS = 60;

    private final Settings settings;
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final List<TopicPartition> partitions;

    /** Where to end, empty for nowhere. */
    private final Map<TopicPartition, Long> ends;

    /** Which records are read. */
    enum Span {
        /** Those that come. */
        FROM_NOW_ON,
        /** Those that are there, and those that come. */
        FROM_BEGINNING_ON,
        /** Those that are there. */
        UP_TO_NOW
    }

    /** Takes records as they come. */
    @FunctionalInterface
    interface Taker {
        /** Takes some, at least one. Returns whether it wants more. */
        boolean take(List<ConsumerRecord<byte[], byte[]>> records);
    }

    private TopicReader(Settings settings, String topic, KafkaConsumer<byte[], byte[]> kafka, Span span) {
        this.settings = settings;
        this.topic = topic;
        this.kafka = kafka;
        this.partitions = kafka.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        kafka.assign(partitions);
        if (span == Span.FROM_NOW_ON) {
            kafka.endOffsets(partitions).forEach(kafka::seek);
        } else {
            kafka.seekToBeginning(partitions);
        }
        this.ends = span == Span.UP_TO_NOW ? kafka.endOffsets(partitions) : Map.of();
    }

    /**
     * Opens a topic. What comes after this returns is behind the end.
     *
     * @throws StoreException if Kafka does not answer
     * @throws InterruptException if the thread is interrupted
     */
    static TopicReader open(Settings settings, String topic, Span span) {
        KafkaConsumer<byte[], byte[]> kafka =
                new KafkaConsumer<>(config(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return new TopicReader(settings, topic, kafka, span);
        } catch (KafkaException e) {
            close(kafka);
            throw told(settings, topic, e);
        }
    }

    private static Map<String, Object> config(Settings settings) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // Where retention overtakes the reader, it goes on with what is left.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS);
    }

    /**
     * Hands records over until the end, if there is one, or until the taker wants no more.
     *
     * @throws StoreException if Kafka does not answer any more
     * @throws InterruptException if the thread is interrupted
     */
    void read(Taker taker) {
        try {
            boolean wanted = true;
            int quietPolls = 0;
            long before = -1;
            while (wanted && !ended()) {
                List<ConsumerRecord<byte[], byte[]>> records = poll();
                wanted = records.isEmpty() || taker.take(records);
                long at = partitions.stream().mapToLong(kafka::position).sum();
                quietPolls = at == before ? quietPolls + 1 : 0;
                before = at;
                if (quietPolls > 0 && quietPolls % QUIET_POLLS == 0) {
                    check(quietPolls);
                }
            }
        } catch (KafkaException e) {
            throw told(settings, topic, e);
        }
    }

    private boolean ended() {
        return !ends.isEmpty()
                && ends.entrySet().stream().allMatch(end -> kafka.position(end.getKey()) >= end.getValue());
    }

    private List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
            Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
            if (end == null || record.offset() < end) {
                records.add(record);
            }
        }
        return records;
    }

    /** A consumer waits for a Kafka that is away without a word; a question that is not answered fails. */
    private void check(int quietPolls) {
        kafka.endOffsets(partitions);
        if (!ends.isEmpty() && quietPolls >= STUCK_POLLS) {
            throw new StoreException(
                    "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " hands over nothing more of the topic "
                            + topic + " though its end is not reached; see to its brokers");
        }
    }

    private static RuntimeException told(Settings settings, String topic, KafkaException e) {
        return e instanceof InterruptException
                ? e
                : KafkaLook.unanswered(settings, "does not hand over the topic " + topic, e);
    }

    @Override
    public void close() {
        close(kafka);
    }

    /** A thread that is interrupted could not even take leave of the brokers; it stays interrupted. */
    private static void close(KafkaConsumer<byte[], byte[]> kafka) {
        boolean interrupted = Thread.interrupted();
        kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
