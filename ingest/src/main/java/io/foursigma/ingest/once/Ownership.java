// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.KafkaConfigs;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A partition of requests as its owner has it: the one producer that may write there, and the marks up to where that began.
 * Used by one thread.
 */
final class Ownership implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A mark and the end of its transaction. */
    private static final int OFFSETS_A_MARK = 2;

    private final Settings settings;
    private final String topic;
    private final TopicPartition partition;
    private final Marks marks;
    private @Nullable Producer<byte[], byte[]> producer;

    /** Up to where the marks are known; below 0 at first. */
    private long known = -1;

    Ownership(Settings settings, int partition) {
        this.settings = settings;
        this.topic = settings.get(SettingsTable.COLLECT_HTTP_REQUESTS_TOPIC);
        this.partition = new TopicPartition(topic, partition);
        this.marks = new Marks(settings.get(SettingsTable.COLLECT_HTTP_REQUESTS_KEPT));
    }

    /**
     * Owns the partition, if that is not so yet: fences off whoever owned it before, which also ends what he had begun, and
     * reads the marks that he left.
     *
     * @throws KafkaException if it cannot
     */
    void ensure() {
        if (producer != null) {
            return;
        }
        if (known < 0) {
            OnceTopic.ensure(settings);
        }
        Producer<byte[], byte[]> created = new KafkaProducer<>(
                KafkaConfigs.transactionalProducer(settings, topic + '-' + partition.partition()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            created.initTransactions();
            // Here a topic that is missing, or brokers that are away, are waited for once, and not for each record.
            List<?> unused = created.partitionsFor(settings.get(SettingsTable.READINGS_TOPIC));
            readMarks();
            producer = created;
        } finally {
            if (producer == null) {
                created.close(Duration.ZERO);
            }
        }
    }

    /** The producer. @throws IllegalStateException if the partition is not owned */
    Producer<byte[], byte[]> producer() {
        if (producer == null) {
            throw new IllegalStateException("the partition is not owned");
        }
        return producer;
    }

    /** The marks of the partition. */
    Marks marks() {
        return marks;
    }

    /** Owns it no more. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Nobody writes there now, so that what is read up to the end is all that there is. */
    private void readMarks() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                KafkaConfigs.consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> only = List.of(partition);
            consumer.assign(only);
            long end = offset(consumer.endOffsets(only));
            long begin = offset(consumer.beginningOffsets(only));
            long newest = end - (long) OFFSETS_A_MARK * marks.most();
            consumer.seek(partition, Math.max(begin, Math.max(known, newest)));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Mark.of(record.value()).ifPresent(marks::put);
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the marks of " + partition + " cannot be read");
                }
            }
            known = end;
        }
    }

    private long offset(Map<TopicPartition, Long> offsets) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new KafkaException("Kafka does not tell the offsets of " + partition);
        }
        return offset;
    }
}
