// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A new topic of readings in a real Kafka.
 *
 * @param name its name
 * @param bootstrap Kafka's address
 */
public record TestTopic(String name, String bootstrap) {

    private static final int PARTITIONS = 4;

    /** Creates a topic that no other test knows. */
    public static TestTopic create(String bootstrap) throws ExecutionException, InterruptedException {
        TestTopic topic = new TestTopic("readings-" + UUID.randomUUID(), bootstrap);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic.name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            // The broker may not know the topic by its name for some milliseconds, nor a leader its partition. A
            // producer whose first batch is refused for that, and whose second one is not, stays out of sequence until
            // its patience is at an end.
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .ignoreExceptions()
                    .until(() -> ends(admin, topic.partitions()).size() == PARTITIONS);
        }
        return topic;
    }

    /** Settings that lead to it. */
    public Settings settings() {
        return Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, bootstrap)
                .with(SettingsTable.READINGS_TOPIC, name);
    }

    /** Returns as soon as so many records lie in the topic, be they committed or not: amid the flow. */
    public void awaitEnd(double records) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            await().atMost(Duration.ofMinutes(2))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .ignoreExceptions()
                    .until(() -> ends(admin, partitions()).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            >= records);
        }
    }

    /** Where its partitions end, committed or not. */
    private static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions) {
        try {
            return admin
                    .listOffsets(partitions.stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
    }

    /**
     * All its committed records, each partition in its order. What was acknowledged is among them, also where Kafka has not
     * yet marked it as committed.
     */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers", bootstrap, "enable.auto.commit", false, "isolation.level", "read_committed");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(admin, partitions);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
        }
        return records;
    }

    /** The values of all its committed records as text, each partition in its order. */
    public List<String> values() {
        return records().stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
