// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.ingest.SourceException;
import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.collect.Collector;
import io.foursigma.ingest.keys.KeysCommand;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import picocli.CommandLine;

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
        assertThat(values()).containsExactly(A1, A2);
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
        try (TestCollector collector = TestCollector.start(topic.settings(), at(now))) {
            assertThat(collector
                            .post("/v1/readings", "application/senml+json", "[{\"n\":\"r\",\"t\":-5,\"v\":1}]")
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(values())
                .containsExactlyInAnyOrder(
                        "{\"sensor\":\"dev/t\",\"time\":1700000000500,\"value\":21.5}",
                        "{\"sensor\":\"dev/t\",\"time\":1700000001500,\"value\":20.0}",
                        "{\"sensor\":\"r\",\"time\":1699999995000,\"value\":1.0}");
    }

    @Test
    void telemetryIsOfTheDeviceInThePathOrOfTheKeysHolder() throws Exception {
        Path keys = folder.resolve("keys.ndjson");
        String key = keys("create", keys, "hall-3").strip();
        try (TestCollector open = TestCollector.start(topic.settings());
                TestCollector locked = TestCollector.start(
                        topic.settings().with(SettingsTable.COLLECT_KEYS_FILE, keys.toString()),
                        at(new AtomicLong(99)))) {
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
        assertThat(values())
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
        assertThat(values()).containsExactly(A1, A2);
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
        assertThat(values()).containsExactly(A1, A2);
    }

    @Test
    void limitsAreNamed() throws Exception {
        Settings settings = topic.settings()
                .with(SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES, "1000")
                .with(SettingsTable.COLLECT_MAX_ITEMS, "2")
                .with(SettingsTable.COLLECT_KEY_RATE, "1");
        AtomicLong now = new AtomicLong(1_700_000_000_000L);
        try (TestCollector collector = TestCollector.start(settings, at(now))) {
            HttpResponse<String> many =
                    collector.post("/v1/readings", "application/json", "[" + A1 + "," + A1 + "," + A1 + "]");
            assertThat(many.statusCode()).isEqualTo(413);
            assertThat(many.body()).contains("collect.max-items = 2");
            assertThat(collector
                            .post("/v1/readings", "application/json", " ".repeat(1_001))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(collector.post("/v1/readings", "text/plain", A1).body()).contains("application/x-ndjson");
            assertThat(collector
                            .post("/v1/readings", "application/json; charset=iso-8859-1", A1)
                            .statusCode())
                    .isEqualTo(415);
            assertThat(collector
                            .post("/v1/readings", "application/json", "[" + A1 + "," + A2 + "]")
                            .statusCode())
                    .isEqualTo(202);
            HttpResponse<String> fast = collector.post("/v1/readings", "application/json", A1);
            assertThat(fast.statusCode()).isEqualTo(429);
            assertThat(fast.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(fast.body()).contains("collect.key-rate");
            now.addAndGet(1_001);
            assertThat(collector.post("/v1/readings", "application/json", A1).statusCode())
                    .isEqualTo(202);
        }
        assertThat(values()).containsExactly(A1, A2, A1);
    }

    @Test
    void onlyAKeyThatWasMadeAndNotRevokedOpens() throws Exception {
        Path keys = folder.resolve("keys.ndjson");
        String key = keys("create", keys, "plant").strip();
        AtomicLong now = new AtomicLong(1_700_000_000_000L);
        try (TestCollector collector =
                TestCollector.start(topic.settings().with(SettingsTable.COLLECT_KEYS_FILE, keys.toString()), at(now))) {
            Map<String, String> bearer = Map.of("Content-Type", "application/json", "Authorization", "Bearer " + key);
            HttpResponse<String> without = collector.post("/v1/readings", "application/json", A1);
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(collector
                            .post(
                                    "/v1/readings",
                                    Map.of("Content-Type", "application/json", "X-API-Key", "fs_guess"),
                                    A1.getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(collector
                            .post("/v1/readings", bearer, A1.getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(202);
            keys("revoke", keys, "plant");
            now.addAndGet(1_000);
            assertThat(collector
                            .post("/v1/readings", bearer, A2.getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(values()).containsExactly(A1);
    }

    @Test
    void oneConnectionTooManyIsToldAndTheOthersGoOn() throws Exception {
        Settings settings = topic.settings().with(SettingsTable.COLLECT_HTTP_MAX_CONNECTIONS, "1");
        try (TestCollector collector = TestCollector.start(settings)) {
            String request =
                    "POST /v1/readings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                            + A1.length() + "\r\n\r\n" + A1;
            try (Socket first = connect(collector)) {
                assertThat(statusLine(first, request)).contains("202");
                try (Socket second = connect(collector)) {
                    assertThat(statusLine(second, request)).contains("503");
                }
            }
        }
        assertThat(values()).containsExactly(A1);
    }

    @Test
    void withoutKafkaTheAnswerIs503AndWhatWaitsIsBounded() throws Exception {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }
        Settings away = topic.settings()
                .with(SettingsTable.KAFKA_BOOTSTRAP, nobody)
                .with(SettingsTable.COLLECT_ACK_TIMEOUT, "2s");
        try (TestCollector collector = TestCollector.start(away)) {
            HttpResponse<String> answer = collector.post("/v1/readings", "application/json", A1);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.body()).contains("of Kafka at " + nobody).contains("send all of it again");
            assertThat(collector.get("/metrics")).contains("foursigma_collector_waiting_bytes 0.0");
        }
    }

    @Test
    void aPortInUseIsToldWithTheCure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings =
                    topic.settings().with(SettingsTable.COLLECT_HTTP_PORT, Integer.toString(taken.getLocalPort()));
            assertThatThrownBy(() -> Collector.start(settings, InstantSource.system()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("collect.http.port");
        }
    }

    private static InstantSource at(AtomicLong now) {
        return () -> Instant.ofEpochMilli(now.get());
    }

    private static Socket connect(TestCollector collector) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), collector.uri("/").getPort());
    }

    private static String statusLine(Socket socket, String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(UTF_8));
        out.flush();
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** Runs {@code foursigma keys}, and yields what it has said. */
    private static String keys(String command, Path file, String name) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new KeysCommand())
                .setOut(new PrintWriter(out))
                .execute(command, "-c", "collect.keys-file=" + file, name);
        assertThat(code).isZero();
        return out.toString();
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        topic.records().forEach(record -> values.add(new String(record.value(), UTF_8)));
        return values;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
