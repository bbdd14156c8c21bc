// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.kafka;

import io.foursigma.ingest.DeadLetterRecords;
import io.foursigma.ingest.KafkaConfigs;
import io.foursigma.ingest.KeyedRecord;
import io.foursigma.ingest.MessageReader;
import io.foursigma.ingest.Source;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.TimestampedFormat;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.prometheus.metrics.core.datapoints.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes readings from another topic of the same Kafka. What a poll gave, its dead letters and its place in that topic are one
 * transaction: each record is taken exactly once, whatever is killed. Collectors of one group share its partitions; one that
 * was taken for dead can no longer commit, for its generation of the group is part of the transaction.
 */
public final class KafkaSource implements Source {

    /** The source's name in metrics. */
    static final String SOURCE = "kafka";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSource.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long it may take to come to the end of a transaction, or to give one up. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final String topic;
    private final String readingsTopic;
    private final String deadLettersTopic;
    private final PayloadFormat format;
    private final MessageReader reader;
    private final SourceMetrics metrics;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private KafkaSource(Settings settings, SourceMetrics metrics, InstantSource clock) {
        this.settings = settings;
        this.topic = settings.get(SettingsTable.COLLECT_KAFKA_TOPIC);
        this.readingsTopic = settings.get(SettingsTable.READINGS_TOPIC);
        this.deadLettersTopic = settings.get(SettingsTable.DEAD_LETTERS_TOPIC);
        this.format = format(settings);
        this.reader = new MessageReader(settings);
        this.metrics = metrics;
        this.clock = clock;
        this.thread = new Thread(this::run, "collector-kafka");
    }

    /** Starts to take what {@code collect.kafka.topic} holds, from its begin where the group has not committed. */
    public static KafkaSource start(Settings settings, SourceMetrics metrics, InstantSource clock) {
        KafkaSource source = new KafkaSource(settings, metrics, clock);
        source.thread.start();
        return source;
    }

    @Override
    public String place() {
        return "from the topic '" + topic + '\'';
    }

    /** Stops; what is not committed is taken by the next collector. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(PATIENCE.toMillis());
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PayloadFormat format(Settings settings) {
        String name = settings.get(SettingsTable.COLLECT_KAFKA_FORMAT);
        return name.equals("timestamped")
                ? new TimestampedFormat(settings.get(SettingsTable.COLLECT_KAFKA_ZONE))
                : PayloadFormat.named(name);
    }

    /** After an error everything begins anew at what is committed, so nothing is passed over and nothing taken twice. */
    private void run() {
        while (stopped.getCount() > 0) {
            try {
                takeAll();
            } catch (InterruptException e) {
                // Stopped.
            } catch (KafkaException e) {
                LOG.warn("readings of the topic '{}' wait: {}", topic, e.getMessage());
                metrics.refusedMessage(SOURCE, "kafka");
                pause();
            } catch (RuntimeException | Error bug) {
                LOG.error("readings of the topic '{}' wait, for the collector has made an error", topic, bug);
                metrics.refusedMessage(SOURCE, "error");
                pause();
            }
        }
    }

    private void takeAll() {
        Producer<byte[], byte[]> producer = producer();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            String topicId = topicId();
            producer.initTransactions();
            consumer.subscribe(List.of(topic));
            while (stopped.getCount() > 0) {
                ConsumerRecords<byte[], byte[]> records = poll(consumer);
                if (!records.isEmpty()) {
                    take(records, topicId, consumer, producer);
                }
            }
        } finally {
            // A transaction that is open is aborted, so that nobody waits for its timeout.
            producer.close(PATIENCE);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (NoOffsetForPartitionException e) {
            consumer.seekToBeginning(e.partitions());
        } catch (OffsetOutOfRangeException e) {
            tellExpired(e.offsetOutOfRangePartitions(), consumer.beginningOffsets(e.partitions()));
            consumer.seekToBeginning(e.partitions());
        }
        return ConsumerRecords.empty();
    }

    /** The topic's retention was faster than this collector. */
    private void tellExpired(Map<TopicPartition, Long> next, Map<TopicPartition, Long> begins) {
        next.forEach((partition, offset) -> {
            long begin = begins.getOrDefault(partition, 0L);
            if (begin > offset) {
                LOG.warn(
                        "{} records of {} are gone before they were taken, from offset {} on: the topic's retention is"
                                + " shorter than this collector was behind",
                        begin - offset,
                        partition,
                        offset);
                metrics.refusedMessages(SOURCE, "expired", begin - offset);
            } else {
                LOG.warn(
                        "{} has no offset {}: the topic is another one, and is taken from its begin",
                        partition,
                        offset);
            }
        });
    }

    private void take(
            ConsumerRecords<byte[], byte[]> records,
            String topicId,
            KafkaConsumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer) {
        Timer waiting = metrics.waiting(SOURCE);
        int readings = 0;
        int refused = 0;
        int bytes = 0;
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            MessageReader.Message message = read(record, topicId);
            for (KeyedRecord reading : message.readings()) {
                Future<?> unused = producer.send(new ProducerRecord<>(readingsTopic, reading.key(), reading.value()));
            }
            for (DeadLetter letter : message.letters()) {
                Future<?> unused = producer.send(DeadLetterRecords.of(deadLettersTopic, letter));
            }
            readings += message.readings().size();
            refused += message.letters().size();
            bytes += message.bytes();
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            next.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        // Fails where anything of it has failed.
        producer.commitTransaction();
        metrics.received(SOURCE, readings + refused, bytes);
        metrics.refused(SOURCE, refused);
        metrics.accepted(SOURCE, readings, waiting);
    }

    private MessageReader.Message read(ConsumerRecord<byte[], byte[]> record, String topicId) {
        Position position = new Position(topicId, record.partition(), record.offset(), 0);
        return record.value() == null
                ? reader.noMessage(new byte[0], "the record has no value", position)
                : reader.read(record.value(), format, record.timestamp(), clock.millis(), position);
    }

    private String topicId() {
        try (Admin admin = Admin.create(KafkaConfigs.admin(settings))) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the topic '" + topic + "' is not told: " + e.getCause(), e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                KafkaConfigs.groupConsumer(settings, settings.get(SettingsTable.COLLECT_KAFKA_GROUP)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                // What fences here is the generation of the group, so that the id is nobody else's.
                KafkaConfigs.transactionalProducer(
                        settings, settings.get(SettingsTable.COLLECT_KAFKA_GROUP) + '.' + UUID.randomUUID()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void pause() {
        try {
            boolean unused = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Stopped.
        }
    }
}
