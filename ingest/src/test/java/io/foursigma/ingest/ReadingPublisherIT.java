// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ReadingPublisherIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private TestTopic topic = new TestTopic("", "");
    private Settings settings = Settings.defaults();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void createTopic() throws ExecutionException, InterruptedException {
        topic = TestTopic.create(SERVERS.kafkaBootstrap());
        settings = topic.settings();
    }

    @Test
    void everyReadingIsAcknowledgedAndASensorKeepsItsOrderInOnePartition() {
        List<Reading> sent = new ArrayList<>();
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            new SimulatedReadings(new Plant(50, 1_000, 1), 0).emitUntil(2_000, reading -> {
                sent.add(reading);
                publisher.publish(reading);
            });
            publisher.flush();
            assertThat(publisher.sent()).isEqualTo(100_000);
            assertThat(publisher.acknowledged()).isEqualTo(100_000);
        }
        Map<String, List<String>> expected = new HashMap<>();
        sent.forEach(reading -> expected.computeIfAbsent(reading.sensor(), sensor -> new ArrayList<>())
                .add(new String(ReadingJson.bytes(reading), UTF_8)));
        Map<String, List<String>> read = new HashMap<>();
        Map<String, Set<Integer>> partitions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
            String sensor = new String(record.key(), UTF_8);
            read.computeIfAbsent(sensor, key -> new ArrayList<>()).add(new String(record.value(), UTF_8));
            partitions.computeIfAbsent(sensor, key -> new HashSet<>()).add(record.partition());
        }
        assertThat(read).isEqualTo(expected);
        assertThat(partitions.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    }

    @Test
    void theLargestRecordArrivesWholeAndALargerOneIsRefused() {
        byte[] largest = "x".repeat(1_000_000).getBytes(UTF_8);
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            publisher.publishRaw(null, largest);
            assertThatThrownBy(() -> publisher.publishRaw(null, new byte[1_000_001]))
                    .isInstanceOf(RecordTooLargeException.class);
            publisher.flush();
        }
        assertThat(topic.records())
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(largest));
    }

    @Test
    void aFileGoesThroughKafkaInOrderWithItsBadLines() throws IOException {
        Path file = Files.writeString(
                folder.resolve("in.csv"),
                "sensor,time,value\na,1,1.5\na,2,NaN\n" + "x".repeat(1_000_001) + "\na,3,2.5\n");
        List<RefusedLine> refused = new ArrayList<>();
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            assertThat(FilePublisher.publish(List.of(file), publisher, refused::add))
                    .isEqualTo(new PublishedFiles(4, 3, 1));
            assertThat(publisher.acknowledged()).isEqualTo(3);
        }
        assertThat(refused).containsExactly(new RefusedLine(file, 4, 1_000_001, 1_000_000));
        assertThat(topic.records())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        "{\"sensor\":\"a\",\"time\":1,\"value\":1.5}",
                        "a,2,NaN",
                        "{\"sensor\":\"a\",\"time\":3,\"value\":2.5}");
    }

    @Test
    void aTopicThatDoesNotExistIsNamedWithinTheDeliveryTimeout() {
        Settings elsewhere = settings.with(SettingsTable.READINGS_TOPIC, topic.name() + "-missing");
        try (ReadingPublisher publisher = ReadingPublisher.open(elsewhere, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> publisher.publish(new Reading("a", 1, 1)))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("the topic '" + topic.name() + "-missing'")
                    .hasMessageContaining("see that Kafka runs, that the topic exists");
        }
    }

    @Test
    void kafkaAwayIsToldWithinTheDeliveryTimeout() throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }
        Settings away = settings.with(SettingsTable.KAFKA_BOOTSTRAP, nobody);
        long start = System.nanoTime();
        try (ReadingPublisher publisher = ReadingPublisher.open(away, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> publisher.publish(new Reading("a", 1, 1)))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("of Kafka at " + nobody)
                    .hasMessageContaining("kafka.bootstrap-servers");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
