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
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
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
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(name, partition), partition -> OffsetSpec.latest()));
            await().atMost(Duration.ofMinutes(2))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .ignoreExceptions()
                    .until(() -> admin.listOffsets(ends).all().get().values().stream()
                                    .mapToLong(ListOffsetsResultInfo::offset)
                                    .sum()
                            >= records);
        }
    }

    /** All its committed records, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers", bootstrap, "enable.auto.commit", false, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
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
