// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is posted is in Kafka when the answer says so, and what is refused is told. */
@Timeout(120)
final class HttpSourceIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final String A1 = "{\"sensor\":\"a\",\"time\":1,\"value\":1.5}";
    private static final String A2 = "{\"sensor\":\"a\",\"time\":2,\"value\":2.5}";

    private TestTopic topic = new TestTopic("", "");

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void createTopic() throws ExecutionException, InterruptedException {
        topic = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | [{\"sensor\":\"a\",\"time\":1,\"value\":1.5},{\"sensor\":\"a\",\"time\":2,\"value\":2.5}]",
                "application/x-ndjson; charset=utf-8 | `{\"value\":1.50,\"time\":1,\"sensor\":\"a\"}\n\n{\"sensor\":\"a\",\"time\":2,\"value\":25e-1,\"unit\":\"K\"}`",
                "text/csv | `value,time,sensor\n1.5,1,a\n2.5,1970-01-01T00:00:00.002Z,a\n`",
            })
    void sameReadingsInEachFormAreTheSameRecords(String mediaType, String body) throws Exception {
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            HttpResponse<String> answer = collector.post("/v1/readings", mediaType, body);
            assertThat(answer.body()).isEqualTo("{\"accepted\":2,\"refused\":[]}");
            assertThat(answer.statusCode()).isEqualTo(202);
        }
        assertThat(topic.values()).containsExactly(A1, A2);
        assertThat(topic.records()).allMatch(record -> new String(record.key(), UTF_8).equals("a"));
    }

    @Test
    void senmlIsOfSecondsAndOfNow() throws Exception {
        AtomicLong now = new AtomicLong(1_700_000_000_000L);
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            HttpResponse<String> answer = collector.post(
                    "/v1/readings",
                    "application/senml+json",
                    "[{\"bn\":\"dev/\",\"bt\":1700000000.5,\"bv\":20,\"n\":\"t\",\"u\":\"Cel\",\"v\":1.5},{\"n\":\"t\",\"t\":1},"
                            + "{\"n\":\"door\",\"vb\":true}]");
            assertThat(answer.body())
                    .isEqualTo("{\"accepted\":2,\"refused\":[{\"index\":2,\"reason\":"
                            + "\"a reading's value is a number, but this is a truth value (vb)\"}]}");
            assertThat(answer.statusCode()).isEqualTo(207);
        }
        try (TestCollector collector = TestCollector.start(topic.settings(), TestCollector.at(now))) {
            assertThat(collector
                            .post("/v1/readings", "application/senml+json", "[{\"n\":\"r\",\"t\":-5,\"v\":1}]")
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(topic.values())
                .containsExactlyInAnyOrder(
                        "{\"sensor\":\"dev/t\",\"time\":1700000000500,\"value\":21.5}",
                        "{\"sensor\":\"dev/t\",\"time\":1700000001500,\"value\":20.0}",
                        "{\"sensor\":\"r\",\"time\":1699999995000,\"value\":1.0}");
    }

    @Test
    void telemetryIsOfTheDeviceInThePathOrOfTheKeysHolder() throws Exception {
        Path keys = folder.resolve("keys.ndjson");
        String key = Keys.run("create", keys, "hall-3").strip();
        try (TestCollector open = TestCollector.start(topic.settings());
                TestCollector locked = TestCollector.start(
                        topic.settings().with(SettingsTable.COLLECT_KEYS_FILE, keys.toString()),
                        TestCollector.at(new AtomicLong(99)))) {
            String body = "{\"ts\":5,\"values\":{\"temperature\":1,\"state\":\"on\"}}";
            assertThat(open.post("/v1/telemetry/line%201%2Fpress", "application/json", body)
                            .body())
                    .isEqualTo(
                            "{\"accepted\":1,\"refused\":[{\"index\":1,\"reason\":\"the value of 'state' is no number\"}]}");
            assertThat(open.post("/v1/telemetry", "application/json", body).statusCode())
                    .isEqualTo(415);
            assertThat(locked.post("/api/v1/" + key + "/telemetry", Map.of(), "{\"humidity\":2}".getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(locked.post(
                                    "/v1/telemetry",
                                    Map.of("X-API-Key", key),
                                    "[{\"ts\":7,\"values\":{\"t\":3}}]".getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(topic.values())
                .containsExactlyInAnyOrder(
                        "{\"sensor\":\"line 1/press/temperature\",\"time\":5,\"value\":1.0}",
                        "{\"sensor\":\"hall-3/humidity\",\"time\":99,\"value\":2.0}",
                        "{\"sensor\":\"hall-3/t\",\"time\":7,\"value\":3.0}");
    }

    @Test
    void gzipIsUnpackedAndBrokenGzipIsToldAndTakesNoRoomForEver() throws Exception {
        Settings settings = topic.settings()
                .with(SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES, "1000000")
                .with(SettingsTable.COLLECT_MAX_BYTES, "1000000");
        try (TestCollector collector = TestCollector.start(settings)) {
            Map<String, String> headers = Map.of("Content-Type", "application/json", "Content-Encoding", "gzip");
            byte[] packed = gzip(A1.getBytes(UTF_8));
            assertThat(collector.post("/v1/readings", headers, packed).statusCode())
                    .isEqualTo(202);
            byte[] cut = Arrays.copyOf(packed, packed.length - 9);
            for (int i = 0; i < 3; i++) {
                assertThat(collector.post("/v1/readings", headers, cut).statusCode())
                        .isEqualTo(400);
                HttpResponse<String> bomb = collector.post("/v1/readings", headers, gzip(new byte[1_000_001]));
                assertThat(bomb.statusCode()).isEqualTo(413);
                assertThat(bomb.body()).contains("collect.http.max-body-bytes = 1000000");
            }
            byte[] large = (A2 + " ".repeat(900_000)).getBytes(UTF_8);
            assertThat(collector.post("/v1/readings", headers, gzip(large)).statusCode())
                    .isEqualTo(202);
            assertThat(collector.get("/metrics"))
                    .contains("foursigma_collector_accepted_items_total{source=\"http\"} 2.0")
                    .contains("foursigma_collector_refused_messages_total{reason=\"body\",source=\"http\"} 3.0")
                    .contains("foursigma_collector_refused_messages_total{reason=\"too-large\",source=\"http\"} 3.0")
                    .contains("foursigma_collector_acknowledgement_seconds_count{source=\"http\"} 2")
                    .contains("foursigma_collector_waiting_bytes 0.0");
        }
        assertThat(topic.values()).containsExactly(A1, A2);
    }

    @Test
    void eachItemThatIsNoReadingIsToldWithItsPlace() throws Exception {
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            HttpResponse<String> partly = collector.post(
                    "/v1/readings",
                    "application/x-ndjson",
                    A1 + "\n{\"sensor\":\"a\",\"time\":1}\n[" + A2 + ",7]\nx\n");
            assertThat(partly.statusCode()).isEqualTo(207);
            assertThat(partly.body())
                    .startsWith(
                            "{\"accepted\":2,\"refused\":[{\"index\":1,\"reason\":\"the field 'value' is missing\"},"
                                    + "{\"index\":3,\"reason\":\"a reading is an object, but this is a whole number (out of range?)\"},"
                                    + "{\"index\":4,\"reason\":\"no JSON: ");
            HttpResponse<String> none = collector.post("/v1/readings", "text/csv", "sensor,time,value\na,1\n");
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(none.body())
                    .isEqualTo("{\"accepted\":0,\"refused\":[{\"index\":0,\"reason\":"
                            + "\"the header has 3 fields, and this row 2\"}]}");
            long tomorrow = InstantSource.system().millis() + 86_400_000;
            assertThat(collector
                            .post("/v1/readings", "application/json", A1.replace("1,", tomorrow + ","))
                            .body())
                    .contains("time.max-ahead allows");
        }
        assertThat(topic.values()).containsExactly(A1, A2);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
