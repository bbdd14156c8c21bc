// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.Room;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readings that others publish in a form of theirs. */
@Timeout(120)
final class KafkaSourceIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final String GOOD = "{\"2022-07-17_15-43-10\": {\"value\": 0.68, \"sensor\": \"sensor_1\"}}";

    private TestTopic foreign = new TestTopic("", "");
    private TestTopic readings = new TestTopic("", "");
    private TestTopic deadLetters = new TestTopic("", "");
    private final SourceMetrics metrics = new SourceMetrics(new Room(1));

    @BeforeEach
    void createTopics() throws Exception {
        foreign = TestTopic.create(SERVERS.kafkaBootstrap());
        readings = TestTopic.create(SERVERS.kafkaBootstrap());
        deadLetters = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void eachRecordIsTakenOnceAndWhatIsNoReadingIsKeptWithItsPlace() throws Exception {
        append(GOOD, "no JSON", GOOD.replace("sensor_1", ""), null, GOOD.replace("15-43-10", "15-43-11"));
        take(5);
        append(GOOD.replace("0.68", "7"));
        take(6);
        assertThat(texts(readings))
                .containsExactly(
                        "sensor_1 {\"sensor\":\"sensor_1\",\"time\":1658072590000,\"value\":0.68}",
                        "sensor_1 {\"sensor\":\"sensor_1\",\"time\":1658072591000,\"value\":0.68}",
                        "sensor_1 {\"sensor\":\"sensor_1\",\"time\":1658072590000,\"value\":7.0}");
        String id = topicId();
        assertThat(texts(deadLetters))
                .containsExactlyInAnyOrder(
                        id + ".0.1.0 no JSON", id + ".0.2.0 " + GOOD.replace("sensor_1", ""), id + ".0.3.0 ");
        assertThat(deadLetters.records())
                .allSatisfy(letter -> assertThat(header(letter, "kind") + ' ' + header(letter, "topic-id"))
                        .isEqualTo("dead-letter " + id))
                .extracting(letter -> header(letter, "offset") + ' ' + header(letter, "reason"))
                .contains("2 the sensor's name is empty", "3 the record has no value");
        assertThat(new String(metrics.text(), UTF_8))
                .contains("foursigma_collector_accepted_items_total{source=\"kafka\"} 3.0")
                .contains("foursigma_collector_refused_items_total{source=\"kafka\"} 3.0");
    }

    @Test
    void whatRetentionTookAwayIsTold() throws Exception {
        append(GOOD, GOOD);
        take(2);
        append(GOOD, GOOD, GOOD, GOOD.replace("0.68", "7"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()))) {
            admin.deleteRecords(Map.of(new TopicPartition(foreign.name(), 0), RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
        }
        take(6);
        assertThat(readings.values()).hasSize(3).last().asString().endsWith("7.0}");
        assertThat(new String(metrics.text(), UTF_8)).contains("{reason=\"expired\",source=\"kafka\"} 3.0");
    }

    /** Runs a source until so many offsets of the first partition are committed. */
    private void take(long offsets) throws Exception {
        Settings settings = readings.settings()
                .with(SettingsTable.DEAD_LETTERS_TOPIC, deadLetters.name())
                .with(SettingsTable.COLLECT_KAFKA_TOPIC, foreign.name())
                .with(SettingsTable.COLLECT_KAFKA_GROUP, foreign.name());
        KafkaSource source = KafkaSource.start(settings, metrics, InstantSource.system());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> admin
                                    .listConsumerGroupOffsets(foreign.name())
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .entrySet()
                                    .stream()
                                    .anyMatch(next -> next.getKey().partition() == 0
                                            && next.getValue().offset() == offsets));
        } finally {
            source.close();
        }
    }

    private void append(@Nullable String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (String value : values) {
                sent.add(producer.send(
                        new ProducerRecord<>(foreign.name(), 0, null, value == null ? null : value.getBytes(UTF_8))));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private String topicId() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()))) {
            return admin.describeTopics(List.of(foreign.name()))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        }
    }

    private static List<String> texts(TestTopic topic) {
        return topic.records().stream()
                .map(record -> new String(record.key(), UTF_8) + ' ' + new String(record.value(), UTF_8))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
