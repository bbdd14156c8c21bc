// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of readings and a group of its own, and what one does to them from outside. */
final class TestTopic implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Settings settings;
    private final String name;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    TestTopic(String bootstrap, int partitions) throws Exception {
        name = "readings-" + NUMBERS.incrementAndGet();
        settings = Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, bootstrap)
                .with(SettingsTable.KAFKA_GROUP, "group-of-" + name)
                .with(SettingsTable.READINGS_TOPIC, name);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        producer = producer(Map.of());
        create(partitions);
    }

    Settings settings() {
        return settings;
    }

    /**
     * Makes it, and waits until the broker knows it by its name, and serves its partitions: the controller has it a moment
     * earlier, and a producer that comes between may stay out of sequence.
     */
    void create(int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> !id().isEmpty());
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        admin.listOffsets(ends).all().get();
    }

    void delete() throws Exception {
        admin.deleteTopics(List.of(name)).all().get();
    }

    String id() throws Exception {
        Map<String, TopicDescription> topics =
                admin.describeTopics(List.of(name)).allTopicNames().get();
        return Objects.requireNonNull(topics.get(name)).topicId().toString();
    }

    void setPartitions(int partitions) throws Exception {
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
    }

    /** Appends records whose values are their numbers. */
    void append(int partition, int count) throws Exception {
        append(partition, count, 1);
    }

    /** Appends records of so many bytes. */
    void append(int partition, int count, int bytes) throws Exception {
        send(producer, partition, count, bytes);
    }

    private void send(KafkaProducer<byte[], byte[]> through, int partition, int count, int bytes) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            byte[] value = new byte[bytes];
            value[0] = (byte) number;
            sent.add(through.send(new ProducerRecord<>(name, partition, null, value)));
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    /** Appends records within one transaction, whose marker takes one more offset. */
    void appendInTransaction(int partition, int count, boolean commit) throws Exception {
        try (KafkaProducer<byte[], byte[]> transactional =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "writer-of-" + name))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            send(transactional, partition, count, 1);
            if (commit) {
                transactional.commitTransaction();
            } else {
                transactional.abortTransaction();
            }
        }
    }

    /** What retention does: the log begins at this offset from now on. */
    void deleteBelow(int partition, long offset) throws Exception {
        admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    long end(int partition) throws Exception {
        TopicPartition of = new TopicPartition(name, partition);
        return admin.listOffsets(Map.of(of, OffsetSpec.latest()))
                .partitionResult(of)
                .get()
                .offset();
    }

    /** The group's committed offset by partition. */
    Map<Integer, Long> committed() {
        try {
            return admin
                    .listConsumerGroupOffsets(settings.get(SettingsTable.KAFKA_GROUP))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The group's committed offset of a partition, -1 if it has none. */
    long committed(int partition) {
        return committed().getOrDefault(partition, -1L);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
