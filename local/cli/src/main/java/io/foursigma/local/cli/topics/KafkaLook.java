// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka tells about the topics. All methods throw {@link StoreException} if it does not answer. */
final class KafkaLook implements AutoCloseable {

    private static final int REQUEST_MILLIS = 3_000;

    private final Settings settings;
    private final Admin admin;

    /** A look at the Kafka that is set. @throws StoreException if no address of a broker can be made out */
    KafkaLook(Settings settings) {
        this.settings = settings;
        try {
            this.admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    REQUEST_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    2 * REQUEST_MILLIS));
        } catch (KafkaException e) {
            throw unanswered(settings, "can be asked nothing", Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** A topic, empty if it is absent. */
    Optional<TopicFacts> find(FoursigmaTopic topic) {
        String name = topic.name(settings);
        TopicDescription description;
        try {
            description = await(admin.describeTopics(List.of(name)).allTopicNames(), "describe the topic " + name)
                    .get(name);
        } catch (StoreException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
        List<TopicPartitionInfo> partitions =
                Objects.requireNonNull(description, name).partitions();
        Map<Integer, Span> spans = spans(name, partitions);
        return Optional.of(new TopicFacts(
                name,
                description.topicId().toString(),
                partitions.stream().map(partition -> facts(partition, spans)).toList()));
    }

    /** The topic's configuration, what the broker's defaults say included. */
    Map<String, String> configuration(FoursigmaTopic topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name(settings));
        Config config = await(
                        admin.describeConfigs(List.of(resource)).all(),
                        "tell the configuration of the topic " + resource.name())
                .get(resource);
        Map<String, String> values = new TreeMap<>();
        Objects.requireNonNull(config, resource.name()).entries().forEach(entry -> {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        });
        return values;
    }

    /** The offsets that the group has committed of the topic of readings; a partition without one is missing. */
    Map<Integer, Long> committed() {
        String group = settings.get(SettingsTable.KAFKA_GROUP);
        Map<TopicPartition, OffsetAndMetadata> offsets = await(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                "tell the offsets of the group " + group);
        Map<Integer, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(FoursigmaTopic.READINGS.name(settings))) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    private Map<Integer, Span> spans(String topic, List<TopicPartitionInfo> partitions) {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicPartitionInfo info : partitions) {
            if (leader(info) >= 0) {
                TopicPartition partition = new TopicPartition(topic, info.partition());
                earliest.put(partition, OffsetSpec.earliest());
                latest.put(partition, OffsetSpec.latest());
            }
        }
        String what = "tell the offsets of the topic " + topic;
        Map<TopicPartition, ListOffsetsResultInfo> starts =
                await(admin.listOffsets(earliest).all(), what);
        Map<Integer, Span> spans = new HashMap<>();
        await(admin.listOffsets(latest).all(), what)
                .forEach((partition, end) -> spans.put(
                        partition.partition(),
                        new Span(Objects.requireNonNull(starts.get(partition)).offset(), end.offset())));
        return spans;
    }

    private static TopicFacts.Partition facts(TopicPartitionInfo info, Map<Integer, Span> spans) {
        return new TopicFacts.Partition(
                info.partition(),
                leader(info),
                info.replicas().stream().map(Node::id).toList(),
                info.isr().stream().map(Node::id).toList(),
                Optional.ofNullable(spans.get(info.partition())));
    }

    private static int leader(TopicPartitionInfo partition) {
        return partition.leader() == null ? -1 : partition.leader().id();
    }

    private <T> T await(KafkaFuture<T> answer, String what) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unanswered(settings, "does not " + what, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for Kafka", e);
        }
    }

    /** What Kafka does not do, why, and the cure. */
    static StoreException unanswered(Settings settings, String what, Throwable cause) {
        return new StoreException(
                "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " " + what + ": " + cause
                        + "; start it, or correct " + SettingsTable.KAFKA_BOOTSTRAP.name(),
                cause);
    }

    @Override
    public void close() {
        admin.close();
    }
}
