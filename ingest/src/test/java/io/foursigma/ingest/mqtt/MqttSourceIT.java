// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.foursigma.ingest.Intake;
import io.foursigma.ingest.Room;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.MqttBroker;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings from a real broker, in both versions of MQTT. */
@Timeout(120)
final class MqttSourceIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    static Path sharedFolder = Path.of("");

    private static @Nullable MqttBroker shared;

    @TempDir
    private Path folder = Path.of("");

    private TestTopic readings = new TestTopic("", "");
    private TestTopic deadLetters = new TestTopic("", "");
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Room room = new Room(64_000_000);
    private final SourceMetrics metrics = new SourceMetrics(room);

    @BeforeAll
    static void startBroker() throws Exception {
        shared = OwnBroker.start(sharedFolder);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        shared().close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        readings = TestTopic.create(SERVERS.kafkaBootstrap());
        deadLetters = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void messagesBecomeReadingsAndWhatIsNoneIsKeptWithItsTopic(String version) throws Exception {
        start(settings(shared())
                .with(SettingsTable.COLLECT_MQTT_VERSION, version)
                .with(SettingsTable.COLLECT_MQTT_SENSOR, "{2}/{3}"));
        TestPublisher publisher = opened(TestPublisher.connect(shared()));
        awaitSubscribed(publisher, "sensors/probe/0");
        publisher.publish("sensors/hall/temperature", "21.5");
        publisher.publish("sensors/hall/temperature", "warm");
        publisher.publish("sensors/hall", "1");
        publisher.publish("sensors/hall/temperature/left", "22", MqttQos.EXACTLY_ONCE, false);
        publisher.publish("sensors/hall/humidity", " -6e1\n", MqttQos.AT_MOST_ONCE, false);
        publisher.publish("elsewhere/hall/temperature", "23");
        publisher.publish("sensors/end/0", "0");
        awaitValue("end/0");
        assertThat(textsOf(readings, "hall/"))
                .containsExactlyInAnyOrder(
                        "hall/temperature {\"sensor\":\"hall/temperature\",\"time\":" + NOW + ",\"value\":21.5}",
                        "hall/temperature {\"sensor\":\"hall/temperature\",\"time\":" + NOW + ",\"value\":22.0}",
                        "hall/humidity {\"sensor\":\"hall/humidity\",\"time\":" + NOW + ",\"value\":-60.0}");
        await().until(() -> deadLetters.records().size() == 2);
        assertThat(deadLetters.records())
                .extracting(letter -> header(letter, "topic-id")
                        + ' '
                        + new String(letter.value(), UTF_8)
                        + ' '
                        + header(letter, "reason"))
                .containsExactlyInAnyOrder(
                        "mqtt:sensors/hall/temperature warm the message is a decimal number, but this is 'warm'",
                        "mqtt:sensors/hall 1 the topic has too few levels for collect.mqtt.sensor = {2}/{3}");
        assertThat(deadLetters.records())
                .extracting(letter -> Long.parseLong(header(letter, "offset")))
                .doesNotHaveDuplicates()
                .allSatisfy(offset -> assertThat(offset / 1_000_000).isEqualTo(NOW / 1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void whatComesWhileTheCollectorIsAwayIsKeptForIt(String version) throws Exception {
        Settings settings = settings(shared()).with(SettingsTable.COLLECT_MQTT_VERSION, version);
        MqttSource first = start(settings);
        TestPublisher publisher = opened(TestPublisher.connect(shared()));
        awaitSubscribed(publisher, "sensors/probe");
        first.close();
        for (int value = 0; value < 2_000; value++) {
            publisher.publishSoon("sensors/a", Integer.toString(value).getBytes(UTF_8));
        }
        publisher.flush();
        assertThat(textsOf(readings, "sensors/a")).isEmpty();
        start(settings);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> textsOf(readings, "sensors/a").size() >= 2_000);
        assertThat(values("sensors/a"))
                .isEqualTo(IntStream.range(0, 2_000)
                        .mapToObj(value -> (double) value)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void retainedMessagesArePassedOver(String version) throws Exception {
        TestPublisher publisher = opened(TestPublisher.connect(shared()));
        publisher.publish("sensors/old", "1", MqttQos.AT_LEAST_ONCE, true);
        start(settings(shared())
                .with(SettingsTable.COLLECT_MQTT_VERSION, version)
                .with(SettingsTable.COLLECT_MQTT_TOPICS, "sensors/#"));
        awaitSubscribed(publisher, "sensors/probe");
        publisher.publish("sensors/old", "2", MqttQos.AT_LEAST_ONCE, true);
        publisher.publish("sensors/end", "0");
        awaitValue("sensors/end");
        assertThat(values("sensors/old")).containsExactly(2.0);
        if (version.equals("3.1.1")) {
            assertThat(metricsText()).contains("reason=\"retained\",source=\"mqtt\"} 1.0");
        }
    }

    @Test
    void aBrokerThatIsAwayIsTriedAgainAndSoIsALoginThatItRefuses() throws Exception {
        MqttBroker broker = opened(OwnBroker.start(folder, "collector", "secret"));
        broker.kill();
        Path password = Files.writeString(folder.resolve("password"), "secret\nnot this\n");
        try (LoggedWarnings warnings = LoggedWarnings.open()) {
            Settings asNobody = settings(broker);
            MqttSource nobody = start(asNobody);
            await().until(() -> warnings.contains("Connection refused"));
            broker.restart();
            await().atMost(Duration.ofSeconds(30)).until(() -> warnings.contains("BAD_USER_NAME_OR_PASSWORD"));
            nobody.close();
        }
        start(settings(broker)
                .with(SettingsTable.COLLECT_MQTT_USER, "collector")
                .with(SettingsTable.COLLECT_MQTT_PASSWORD_FILE, password.toString()));
        TestPublisher publisher = opened(TestPublisher.connect(broker, "collector", "secret"));
        awaitSubscribed(publisher, "sensors/probe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void aFilterThatIsRefusedKeepsNoOtherFromBeingServed(String version) throws Exception {
        MqttBroker broker = opened(OwnBroker.start(folder, "collector", "secret"));
        Path password = Files.writeString(folder.resolve("password"), "secret");
        try (LoggedWarnings warnings = LoggedWarnings.open()) {
            start(settings(broker)
                    .with(SettingsTable.COLLECT_MQTT_VERSION, version)
                    .with(SettingsTable.COLLECT_MQTT_TOPICS, "forbidden/#,sensors/#")
                    .with(SettingsTable.COLLECT_MQTT_USER, "collector")
                    .with(SettingsTable.COLLECT_MQTT_PASSWORD_FILE, password.toString()));
            TestPublisher publisher = opened(TestPublisher.connect(broker, "collector", "secret"));
            awaitSubscribed(publisher, "sensors/probe");
            assertThat(warnings.contains("refuses 'forbidden/#' of collect.mqtt.topics"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void whereThereIsNoRoomMessagesComeAgainAndNoneIsLost(String version) throws Exception {
        Room small = new Room(12_000);
        start(settings(shared()).with(SettingsTable.COLLECT_MQTT_VERSION, version), small);
        TestPublisher publisher = opened(TestPublisher.connect(shared()));
        awaitSubscribed(publisher, "sensors/probe");
        await().until(() -> small.tryEnter(small.bytes()));
        for (int value = 0; value < 100; value++) {
            publisher.publishSoon("sensors/a", Integer.toString(value).getBytes(UTF_8));
        }
        publisher.flush();
        await().until(() -> metricsText().contains("reason=\"no-room\",source=\"mqtt\"}"));
        small.leave(small.bytes());
        await().atMost(Duration.ofSeconds(90))
                .until(() -> values("sensors/a").stream().distinct().count() == 100);
        await().until(() -> small.taken() == 0);
    }

    private MqttSource start(Settings settings) {
        return start(settings, room);
    }

    private MqttSource start(Settings settings, Room ofSource) {
        Intake intake = opened(Intake.open(settings, Duration.ofSeconds(10)));
        return opened(MqttSource.start(
                new SourceContext(settings, intake, ofSource, metrics, () -> Instant.ofEpochMilli(NOW))));
    }

    private static MqttBroker shared() {
        return requireNonNull(shared);
    }

    /** Those of a collector that no other test's one shares messages with. */
    private Settings settings(MqttBroker broker) {
        return readings.settings()
                .with(SettingsTable.DEAD_LETTERS_TOPIC, deadLetters.name())
                .with(SettingsTable.COLLECT_MQTT_URL, broker.url())
                .with(SettingsTable.COLLECT_MQTT_CLIENT_ID, readings.name())
                .with(SettingsTable.COLLECT_MQTT_TOPICS, "$share/" + readings.name() + "/sensors/#");
    }

    /** Publishes until a reading of it is there. */
    private void awaitSubscribed(TestPublisher publisher, String topic) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            publisher.publish(topic, "0");
            return !readings.records().isEmpty();
        });
    }

    private void awaitValue(String sensor) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !textsOf(readings, sensor).isEmpty());
    }

    private List<Double> values(String sensor) {
        return textsOf(readings, sensor).stream()
                .map(json -> Double.valueOf(json.substring(json.lastIndexOf(':') + 1, json.length() - 1)))
                .toList();
    }

    private static List<String> textsOf(TestTopic topic, String sensorStart) {
        return topic.records().stream()
                .map(record -> new String(record.key(), UTF_8) + ' ' + new String(record.value(), UTF_8))
                .filter(text -> text.startsWith(sensorStart))
                .toList();
    }

    private String metricsText() {
        return new String(metrics.text(), UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}
