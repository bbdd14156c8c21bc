// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of dead letters. */
public final class DeadLetterReader {

    private static final int REQUEST_MILLIS = 5_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EMPTY_POLLS = 60;

    private final Settings settings;

    /** A reader of the topic that is set. */
    public DeadLetterReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * Hands over every dead letter that is there now, once: copies of the same position are passed over. They come
     * partition by partition, in a partition as they were appended first; all copies of a position lie in the same
     * one, so what has been seen is remembered for one partition at a time.
     *
     * @throws StoreException if Kafka does not answer, or if the topic holds something else
     */
    public void forEach(Consumer<DeadLetter> consumer) {
        String topic = settings.get(SettingsTable.DEAD_LETTERS_TOPIC);
        try (KafkaConsumer<byte[], byte[]> kafka =
                new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = kafka.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
            ends.putAll(kafka.endOffsets(partitions));
            ends.forEach((partition, end) -> read(kafka, partition, end, consumer));
        } catch (KafkaException e) {
            throw new StoreException(
                    "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " does not hand over the topic " + topic
                            + ": " + e + "; start it, or correct " + SettingsTable.KAFKA_BOOTSTRAP.name(),
                    e);
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> kafka, TopicPartition partition, long end, Consumer<DeadLetter> consumer) {
        SeenPositions seen = new SeenPositions();
        kafka.assign(List.of(partition));
        kafka.seekToBeginning(List.of(partition));
        int emptyPolls = 0;
        while (kafka.position(partition) < end) {
            List<ConsumerRecord<byte[], byte[]>> records = kafka.poll(POLL).records(partition);
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls == EMPTY_POLLS) {
                throw new StoreException("Kafka hands over nothing of " + partition + " from offset "
                        + kafka.position(partition) + " on, though it ends at " + end + "; see to its brokers");
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                DeadLetter letter = DeadLetterRecord.read(record);
                if (record.offset() < end && seen.add(letter.position())) {
                    consumer.accept(letter);
                }
            }
        }
    }

    private Map<String, Object> config() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS);
    }
}
