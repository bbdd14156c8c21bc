// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingOffsets;
import io.foursigma.stores.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where the partitions of a topic begin and end, records of open transactions included. */
public final class TopicOffsets implements ReadingOffsets {

    private static final int REQUEST_MILLIS = 3_000;

    private final String bootstrap;
    private final String topic;
    private final Admin admin;

    private TopicOffsets(Settings settings, String topic) {
        this.bootstrap = settings.get(SettingsTable.KAFKA_BOOTSTRAP);
        this.topic = topic;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS));
    }

    /** Those of the topic of readings. */
    public static TopicOffsets ofReadings(Settings settings) {
        return new TopicOffsets(settings, settings.get(SettingsTable.READINGS_TOPIC));
    }

    /** Those of the topic of dead letters. */
    static TopicOffsets ofDeadLetters(Settings settings) {
        return new TopicOffsets(settings, settings.get(SettingsTable.DEAD_LETTERS_TOPIC));
    }

    @Override
    public SortedMap<Integer, Span> spans() {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        TopicDescription description =
                await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        for (var info : Objects.requireNonNull(description, topic).partitions()) {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            earliest.put(partition, OffsetSpec.earliest());
            latest.put(partition, OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                await(admin.listOffsets(latest).all());
        SortedMap<Integer, Span> spans = new TreeMap<>();
        await(admin.listOffsets(earliest).all())
                .forEach((partition, start) -> spans.put(
                        partition.partition(),
                        new Span(
                                start.offset(),
                                Objects.requireNonNull(ends.get(partition)).offset())));
        return spans;
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new StoreException(
                    "Kafka at " + bootstrap + " does not tell the offsets of the topic " + topic + ": " + cause
                            + "; start it, or correct " + SettingsTable.KAFKA_BOOTSTRAP.name(),
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
