// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of readings back with a plain consumer, partition by partition in order of offsets. It knows the
 * records of {@link LoadReadings} and shares nothing with what decodes readings in the topology.
 */
final class TopicItems {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int EMPTY_POLLS = 30;

    private TopicItems() {}

    /**
     * Hands over everything before {@code ends}.
     *
     * @param topicId the id that is part of every position
     */
    static void forEach(Settings settings, String topicId, Map<Integer, Long> ends, Consumer<Item> consumer) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", settings.get(SettingsTable.KAFKA_BOOTSTRAP), "enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> kafka =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            ends.forEach((partition, end) -> {
                TopicPartition one = new TopicPartition(settings.get(SettingsTable.READINGS_TOPIC), partition);
                kafka.assign(List.of(one));
                kafka.seekToBeginning(List.of(one));
                read(kafka, one, end, topicId, consumer);
            });
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> kafka,
            TopicPartition partition,
            long end,
            String topicId,
            Consumer<Item> consumer) {
        int empty = 0;
        while (kafka.position(partition) < end) {
            List<ConsumerRecord<byte[], byte[]>> records = kafka.poll(POLL).records(partition);
            empty = records.isEmpty() ? empty + 1 : 0;
            if (empty == EMPTY_POLLS) {
                throw new CliException(
                        CliException.FAILED,
                        "Kafka hands over nothing of " + partition + " from " + kafka.position(partition)
                                + " on, though it ends at " + end + ": see its log");
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < end) {
                    items(topicId + '.' + partition.partition() + '.' + record.offset(), record.value())
                            .forEach(consumer);
                }
            }
        }
    }

    /**
     * What a record holds.
     *
     * @param id of the record, without the index
     */
    static List<Item> items(String id, byte[] value) {
        List<Item> items = new ArrayList<>();
        try (JsonParser in = Json.FACTORY.createParser(value)) {
            if (in.nextToken() == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(item(id + '.' + items.size(), in));
                }
            } else {
                items.add(item(id + ".0", in));
            }
            return items;
        } catch (JsonProcessingException e) {
            return List.of(new Item.Broken(id + ".0"));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private static Item item(String id, JsonParser in) throws IOException {
        String sensor = "";
        long time = 0;
        boolean number = false;
        double value = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken token = in.nextToken();
            switch (field) {
                case "sensor" -> sensor = in.getText();
                case "time" -> time = in.getLongValue();
                case "value" -> {
                    number = token.isNumeric();
                    value = number ? in.getDoubleValue() : 0;
                }
                default -> throw new IllegalArgumentException("the load writes no field " + field);
            }
        }
        return number ? new Item.Measured(id, sensor, time, value) : new Item.Broken(id);
    }
}
