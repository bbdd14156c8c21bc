// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.KafkaConfigs;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition of requests as its owner has it: the one producer that may write there, and the marks up to where that began.
 * Used by one thread.
 */
final class Ownership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** At first: a mark and the end of its transaction. */
    private static final int OFFSETS_A_MARK = 2;

    /** Where that was too little, because transactions were aborted. */
    private static final int FURTHER = 4;

    private final Settings settings;
    private final OnceTopic topic;
    private final TopicPartition partition;
    private final Marks marks;
    private @Nullable Producer<byte[], byte[]> producer;

    /** Up to where the marks are known; below 0 where none are. */
    private long known = -1;

    /** Which topic they are of. */
    private Uuid topicId = Uuid.ZERO_UUID;

    Ownership(Settings settings, OnceTopic topic, int partition) {
        this.settings = settings;
        this.topic = topic;
        this.partition = new TopicPartition(settings.get(SettingsTable.COLLECT_HTTP_REQUESTS_TOPIC), partition);
        this.marks = new Marks(settings.get(SettingsTable.COLLECT_HTTP_REQUESTS_KEPT));
    }

    /**
     * Owns the partition, if that is not so yet: fences off whoever owned it before, which also ends what he had begun, and
     * reads the marks that he left.
     *
     * @return whether that was not so yet
     * @throws KafkaException if it cannot
     */
    boolean ensure() {
        if (producer != null) {
            return false;
        }
        Producer<byte[], byte[]> created = new KafkaProducer<>(
                KafkaConfigs.transactionalProducer(settings, partition.topic() + '-' + partition.partition()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            created.initTransactions();
            // From here on nobody else can write marks, into whichever topic has this name.
            checkTopic();
            // Here a topic that is missing, or brokers that are away, are waited for once, and not for each record.
            List<?> unused = created.partitionsFor(settings.get(SettingsTable.READINGS_TOPIC));
            readMarks();
            producer = created;
            return true;
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

    /** The partition. */
    TopicPartition partition() {
        return partition;
    }

    /** The marks of the partition. */
    Marks marks() {
        return marks;
    }

    /** Owns it no more. */
    @Override
    public void close() {
        if (producer != null) {
            Producer<byte[], byte[]> owned = producer;
            producer = null;
            try {
                owned.close(Duration.ZERO);
            } catch (KafkaException e) {
                LOG.debug("a producer of {} ends badly, and is forgotten", partition, e);
            }
        }
    }

    private void checkTopic() {
        Uuid found = topic.ensure();
        if (!found.equals(topicId)) {
            forgetMarks();
            topicId = found;
        }
    }

    private void forgetMarks() {
        marks.clear();
        known = -1;
    }

    /** Nobody writes there now, so that what is read up to the end is all that there is. */
    private void readMarks() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                KafkaConfigs.consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> only = List.of(partition);
            consumer.assign(only);
            long end = offset(consumer.endOffsets(only));
            if (end < known) {
                // Cut by a broker that was not in sync.
                forgetMarks();
            }
            long first = Math.max(known, offset(consumer.beginningOffsets(only)));
            long back = (long) OFFSETS_A_MARK * marks.most();
            Marks newer;
            long start;
            do {
                start = Math.max(first, end - back);
                newer = read(consumer, start, end);
                back *= FURTHER;
            } while (newer.size() < marks.most() && start > first);
            marks.putAll(newer);
            known = end;
        } finally {
            // A Kafka that does not answer is waited for no longer.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private Marks read(KafkaConsumer<byte[], byte[]> consumer, long start, long end) {
        Marks found = new Marks(marks.most());
        consumer.seek(partition, start);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Mark.of(record.value()).ifPresent(found::put);
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the marks of " + partition + " cannot be read");
            }
        }
        return found;
    }

    private long offset(Map<TopicPartition, Long> offsets) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new KafkaException("Kafka does not tell the offsets of " + partition);
        }
        return offset;
    }
}
