// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.ingest.SourceException;
import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.collect.Collector;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who may send, how much and how fast; each limit is named where it is met. */
@Timeout(120)
final class HttpLimitsIT {

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

    @Test
    void limitsAreNamed() throws Exception {
        Settings settings = topic.settings()
                .with(SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES, "1000")
                .with(SettingsTable.COLLECT_MAX_ITEMS, "2")
                .with(SettingsTable.COLLECT_KEY_RATE, "1");
        AtomicLong now = new AtomicLong(1_700_000_000_000L);
        try (TestCollector collector = TestCollector.start(settings, TestCollector.at(now))) {
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
        assertThat(topic.values()).containsExactly(A1, A2, A1);
    }

    @Test
    void onlyAKeyThatWasMadeAndNotRevokedOpens() throws Exception {
        Path keys = folder.resolve("keys.ndjson");
        String key = Keys.run("create", keys, "plant").strip();
        AtomicLong now = new AtomicLong(1_700_000_000_000L);
        try (TestCollector collector = TestCollector.start(
                topic.settings().with(SettingsTable.COLLECT_KEYS_FILE, keys.toString()), TestCollector.at(now))) {
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
            Keys.run("revoke", keys, "plant");
            now.addAndGet(1_000);
            assertThat(collector
                            .post("/v1/readings", bearer, A2.getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(topic.values()).containsExactly(A1);
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
        assertThat(topic.values()).containsExactly(A1);
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
}
