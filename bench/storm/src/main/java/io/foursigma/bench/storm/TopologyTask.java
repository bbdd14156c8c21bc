// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.bench.workload.Task;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.ReadingsTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a task tells the topology, beside what it tells every contestant. */
final class TopologyTask {

    private static final String SETTING = "setting.";
    private static final long LOOK_MILLIS = 50;

    private TopologyTask() {}

    /** The topology's settings. */
    static Settings settings(Task task) {
        Map<String, String> given = new HashMap<>();
        task.others().forEach((name, text) -> {
            if (name.startsWith(SETTING)) {
                given.put(name.substring(SETTING.length()), text);
            }
        });
        return Settings.resolve(Map.of(), given);
    }

    /** The topic of readings. */
    static ReadingsTopic topic(Task task) {
        return new ReadingsTopic(task.other("topic-id"), Integer.parseInt(task.other("topic-partitions")));
    }

    /**
     * The spout commits what all sinks have acknowledged: then every anomaly is in its topic.
     *
     * @param readings how many the topic holds
     */
    static void awaitCommitted(Task task, long readings) throws InterruptedException {
        Set<TopicPartition> partitions = IntStream.range(0, topic(task).partitions())
                .mapToObj(partition -> new TopicPartition(task.topic(), partition))
                .collect(Collectors.toSet());
        try (KafkaConsumer<byte[], byte[]> group = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        task.bootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        task.group()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            while (committed(group, partitions) < readings) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private static long committed(KafkaConsumer<byte[], byte[]> group, Set<TopicPartition> partitions) {
        return group.committed(partitions).values().stream()
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
