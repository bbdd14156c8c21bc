// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import io.foursigma.schemas.json.JsonFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic that a contestant writes its anomalies to: JSON objects with the fields {@code type} ("anomaly"), {@code
 * sensor} and {@code time} in epoch milliseconds, and others as it likes.
 */
public final class AnomalyTopic {

    private AnomalyTopic() {}

    /** What a contestant gives to its producer. */
    public static Map<String, Object> producer(Task task) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", task.bootstrap());
        settings.put("key.serializer", ByteArraySerializer.class.getName());
        settings.put("value.serializer", ByteArraySerializer.class.getName());
        settings.put("linger.ms", 20);
        return settings;
    }

    /** An anomaly as the topic holds it, for contestants that have no form of their own. */
    public static String document(String sensor, long timeMillis, double value, double mean, double std) {
        return "{\"type\":\"anomaly\",\"sensor\":\"" + sensor + "\",\"time\":" + timeMillis + ",\"value\":" + value
                + ",\"mean\":" + mean + ",\"std\":" + std + "}";
    }

    /**
     * Reads all anomalies that are there.
     *
     * @return each as {@link WorkloadTopic#anomaly} names it
     */
    public static Set<String> read(String bootstrap, String topic) {
        Set<String> anomalies = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    JsonFields fields = JsonFields.read(record.value());
                    if (fields.text("type").equals("anomaly")) {
                        anomalies.add(WorkloadTopic.anomaly(fields.text("sensor"), fields.whole("time")));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the topic " + topic + " holds what is no JSON", e);
        }
        return anomalies;
    }
}
