// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of their own for every test, and what a plain consumer sees in them. */
final class KafkaLogs {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private KafkaLogs() {}

    /** Settings with topics that nobody else uses. */
    static Settings settings(String bootstrap) {
        int number = NUMBERS.incrementAndGet();
        return Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, bootstrap)
                .with(SettingsTable.TOPIC_PARTITIONS, "2")
                .with(SettingsTable.READINGS_TOPIC, "readings-" + number)
                .with(SettingsTable.RESULTS_TOPIC, "results-" + number)
                .with(SettingsTable.DEAD_LETTERS_TOPIC, "dead-letters-" + number)
                .with(SettingsTable.POLICIES_TOPIC, "policies-" + number);
    }

    /** All records of a topic. */
    static List<ConsumerRecord<byte[], byte[]>> records(Settings settings, String topic) {
        return records(settings, topic, "read_uncommitted");
    }

    /** All records of a topic but those of transactions that are open or aborted. */
    static List<ConsumerRecord<byte[], byte[]>> committed(Settings settings, String topic) {
        return records(settings, topic, "read_committed");
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Settings settings, String topic, String isolation) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
