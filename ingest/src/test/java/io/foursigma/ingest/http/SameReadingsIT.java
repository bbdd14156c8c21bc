// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.mqtt.OwnBroker;
import io.foursigma.ingest.mqtt.TestPublisher;
import io.foursigma.local.servers.MqttBroker;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The readings of the NAB series come to the same records in the same order, in whichever form they are sent: so to the same
 * statistics, which follow from those alone.
 *
 * <p>Runs only with {@code -Dfoursigma.data=FOLDER}, where {@code FOLDER/nab} holds the series.
 */
@Tag("data")
@Timeout(600)
final class SameReadingsIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    @TempDir
    private Path folder = Path.of("");

    private static final int OF_A_REQUEST = 5_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter NAB_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Test
    void eachFormGivesTheSameRecords() throws Exception {
        List<Reading> readings = nab();
        Map<String, List<String>> expected = new HashMap<>();
        readings.forEach(reading -> expected.computeIfAbsent(reading.sensor(), sensor -> new ArrayList<>())
                .add(new String(ReadingJson.bytes(reading), UTF_8)));
        assertThat(readings).hasSizeGreaterThan(300_000);
        assertThat(overHttp("application/x-ndjson", readings, "", SameReadingsIT::json, "\n", ""))
                .isEqualTo(expected);
        assertThat(overHttp("application/json", readings, "[", SameReadingsIT::json, ",", "]"))
                .isEqualTo(expected);
        assertThat(overHttp("text/csv", readings, "value,sensor,time\n", SameReadingsIT::row, "\n", ""))
                .isEqualTo(expected);
        assertThat(overHttp("application/senml+json", readings, "[", SameReadingsIT::senml, ",", "]"))
                .isEqualTo(expected);
        assertThat(fromAnotherTopic(readings)).isEqualTo(expected);
        assertThat(fromFiles(readings)).isEqualTo(expected);
        assertThat(overMqtt(readings, "5", "json", 100, SameReadingsIT::json)).isEqualTo(expected);
        assertThat(overMqtt(readings, "3.1.1", "senml", 100, SameReadingsIT::senml))
                .isEqualTo(expected);
        // A reading a message takes a broker long, so of these the first alone.
        List<Reading> first = readings.subList(0, 20_000);
        Map<String, List<String>> expectedFirst =
                overHttp("text/csv", first, "value,sensor,time\n", SameReadingsIT::row, "\n", "");
        assertThat(overMqtt(first, "5", "pointer", 1, SameReadingsIT::json)).isEqualTo(expectedFirst);
    }

    private static String json(Reading reading) {
        return "{\"value\":" + reading.value() + ",\"sensor\":\"" + reading.sensor() + "\",\"time\":\""
                + Instant.ofEpochMilli(reading.time()) + "\"}";
    }

    private static String row(Reading reading) {
        return reading.value() + "," + reading.sensor() + "," + reading.time();
    }

    private static String senml(Reading reading) {
        return "{\"n\":\"" + reading.sensor() + "\",\"t\":" + reading.time() / 1_000 + ",\"v\":" + reading.value()
                + "}";
    }

    private static Map<String, List<String>> overHttp(
            String mediaType,
            List<Reading> readings,
            String before,
            Function<Reading, String> form,
            String between,
            String after)
            throws Exception {
        TestTopic topic = TestTopic.create(SERVERS.kafkaBootstrap());
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            for (int from = 0; from < readings.size(); from += OF_A_REQUEST) {
                String body = readings.subList(from, Math.min(readings.size(), from + OF_A_REQUEST)).stream()
                        .map(form)
                        .collect(Collectors.joining(between, before, after));
                assertThat(collector.post("/v1/readings", mediaType, body).statusCode())
                        .isEqualTo(202);
            }
        }
        return bySensor(topic);
    }

    private static Map<String, List<String>> fromAnotherTopic(List<Reading> readings)
            throws ExecutionException, InterruptedException {
        TestTopic foreign = TestTopic.create(SERVERS.kafkaBootstrap());
        TestTopic topic = TestTopic.create(SERVERS.kafkaBootstrap());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            readings.forEach(reading -> {
                String record = "{\"" + TIME.format(Instant.ofEpochMilli(reading.time())) + "\":{\"value\":"
                        + reading.value() + ",\"sensor\":\"" + reading.sensor() + "\"}}";
                var unused = producer.send(
                        new ProducerRecord<>(foreign.name(), reading.sensor().getBytes(UTF_8), record.getBytes(UTF_8)));
            });
            producer.flush();
        }
        Settings settings = topic.settings()
                .with(SettingsTable.COLLECT_KAFKA_TOPIC, foreign.name())
                .with(SettingsTable.COLLECT_KAFKA_GROUP, foreign.name());
        awaitAccepted("kafka", readings.size(), settings);
        return bySensor(topic);
    }

    /** As NAB itself has them: a file a series, in a folder a group, times without an offset. */
    private Map<String, List<String>> fromFiles(List<Reading> readings) throws Exception {
        Map<String, StringBuilder> series = new HashMap<>();
        readings.forEach(
                reading -> series.computeIfAbsent(reading.sensor(), sensor -> new StringBuilder("timestamp,value\n"))
                        .append(NAB_TIME.format(Instant.ofEpochMilli(reading.time())))
                        .append(',')
                        .append(reading.value())
                        .append('\n'));
        for (Map.Entry<String, StringBuilder> each : series.entrySet()) {
            Path file = folder.resolve(each.getKey() + ".csv");
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, each.getValue());
        }
        TestTopic topic = TestTopic.create(SERVERS.kafkaBootstrap());
        Settings settings = topic.settings()
                .with(SettingsTable.COLLECT_FILES, folder + "/*/*.csv")
                .with(SettingsTable.COLLECT_FILES_COLUMNS, "time=timestamp,sensor='{folder}/{file}'")
                .with(SettingsTable.COLLECT_FILES_ZONE, "UTC")
                .with(
                        SettingsTable.COLLECT_FILES_STATE,
                        folder.resolve("places").toString());
        awaitAccepted("file", readings.size(), settings);
        return bySensor(topic);
    }

    private static void awaitAccepted(String source, int readings, Settings settings) {
        try (TestCollector collector = TestCollector.start(settings)) {
            String all = "foursigma_collector_accepted_items_total{source=\"" + source + "\"} " + readings + ".0";
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> collector.get("/metrics").contains(all));
        }
    }

    private Map<String, List<String>> overMqtt(
            List<Reading> readings, String version, String payload, int ofAMessage, Function<Reading, String> form)
            throws Exception {
        TestTopic topic = TestTopic.create(SERVERS.kafkaBootstrap());
        try (MqttBroker broker = OwnBroker.startInMemory(folder.resolve(topic.name()))) {
            Settings settings = topic.settings()
                    .with(
                            SettingsTable.DEAD_LETTERS_TOPIC,
                            TestTopic.create(SERVERS.kafkaBootstrap()).name())
                    .with(SettingsTable.COLLECT_MQTT_URL, broker.url())
                    .with(SettingsTable.COLLECT_MQTT_VERSION, version)
                    .with(SettingsTable.COLLECT_MQTT_SENSOR, "{rest:2}")
                    .with(SettingsTable.COLLECT_MQTT_PAYLOAD, payload)
                    .with(SettingsTable.COLLECT_MQTT_TIME, "/time");
            try (TestCollector collector = TestCollector.start(settings);
                    TestPublisher publisher = TestPublisher.connect(broker)) {
                await().atMost(Duration.ofMinutes(1)).until(() -> {
                    publisher.publish("sensors/probe", "none");
                    return collector.get("/metrics").contains("refused_items_total{source=\"mqtt\"}");
                });
                for (int from = 0; from < readings.size(); from += ofAMessage) {
                    List<Reading> part = readings.subList(from, Math.min(readings.size(), from + ofAMessage));
                    String message = part.stream().map(form).collect(Collectors.joining(",", "[", "]"));
                    publisher.publishSoon(
                            "sensors/" + part.get(0).sensor(),
                            (ofAMessage == 1 ? form.apply(part.get(0)) : message).getBytes(UTF_8));
                }
                publisher.flush();
                String all = "foursigma_collector_accepted_items_total{source=\"mqtt\"} " + readings.size() + ".0";
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> collector.get("/metrics").contains(all));
            }
        }
        return bySensor(topic);
    }

    private static Map<String, List<String>> bySensor(TestTopic topic) {
        Map<String, List<String>> records = new HashMap<>();
        topic.records()
                .forEach(record -> records.computeIfAbsent(new String(record.key(), UTF_8), sensor -> new ArrayList<>())
                        .add(new String(record.value(), UTF_8)));
        return records;
    }

    private static List<Reading> nab() throws IOException {
        Path file = Path.of(System.getProperty("foursigma.data", ""), "nab", "readings.ndjson.gz");
        List<Reading> readings = new ArrayList<>();
        ReadingSink sink = new ReadingSink() {
            @Override
            public void reading(int index, String sensor, long time, double value) {
                readings.add(new Reading(sensor, time, value));
            }

            @Override
            public void malformed(int index, String reason, byte[] bytes) {
                throw new IllegalStateException(reason);
            }
        };
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            new String(in.readAllBytes(), UTF_8).lines().forEach(line -> ReadingJson.read(line.getBytes(UTF_8), sink));
        }
        return readings;
    }
}
