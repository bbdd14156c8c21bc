// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Trouble that one sender has, or makes, is told to him and costs no other. */
@Timeout(120)
final class HttpTroubleIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final String READING = "{\"sensor\":\"a\",\"time\":1,\"value\":1.5}";

    private TestTopic topic = new TestTopic("", "");

    @BeforeEach
    void createTopic() throws ExecutionException, InterruptedException {
        topic = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    /** Each of the readings by itself would wait as long as the first. */
    @Test
    void withoutKafkaManyReadingsAreToldAsSoonAsOne() throws Exception {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }
        Settings away = topic.settings()
                .with(SettingsTable.KAFKA_BOOTSTRAP, nobody)
                .with(SettingsTable.COLLECT_ACK_TIMEOUT, "1s");
        try (TestCollector collector = TestCollector.start(away)) {
            long begun = System.nanoTime();
            HttpResponse<String> answer =
                    collector.post("/v1/readings", "application/x-ndjson", (READING + "\n").repeat(60));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            assertThat(collector.get("/metrics")).contains("foursigma_collector_waiting_bytes 0.0");
        }
    }

    @Test
    void aDevicesNameMayHoldAnyCharacter() throws Exception {
        List<String> names = List.of(
                "a/b",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/../b",
                "%",
                "%2F",
                "a;b",
                "a?b#c",
                "a+b c",
                "a\\b",
                "\u00e9\ud83c\udf21",
                "{a}|^\"<>");
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            for (String name : names) {
                assertThat(collector
                                .post(
                                        "/v1/telemetry/" + encoded(name),
                                        "application/json",
                                        "{\"ts\":1,\"values\":{\"k\":1}}")
                                .statusCode())
                        .as(name)
                        .isEqualTo(202);
            }
        }
        assertThat(keys())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name + "/k").toList());
    }

    /** Two names that are none would both be the sensor of replacement characters. */
    @Test
    void aDevicesNameThatIsNoTextIsRefused() throws Exception {
        try (LoggedErrors logged = LoggedErrors.open();
                TestCollector collector = TestCollector.start(topic.settings())) {
            for (String name : List.of("a%ff", "a%c0%af", "a%ed%a0%80", "a%e2%82", "a%u00e9", "a%zz", "a%")) {
                assertThat(answers(collector, request("/v1/telemetry/" + name, "{\"k\":1}")))
                        .as(name)
                        .startsWith("HTTP/1.1 400")
                        .contains("application/problem+json", "\"status\":400");
            }
            assertThat(logged.errors()).isEmpty();
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void aConnectionGoesOnWhileOthersAreTooMany() throws Exception {
        Settings settings = topic.settings().with(SettingsTable.COLLECT_HTTP_MAX_CONNECTIONS, "1");
        String request = request("/v1/readings", READING);
        try (TestCollector collector = TestCollector.start(settings);
                Socket first = connect(collector)) {
            assertThat(answer(first, request)).startsWith("HTTP/1.1 202");
            try (Socket idle = connect(collector);
                    Socket third = connect(collector)) {
                assertThat(answer(third, request)).startsWith("HTTP/1.1 503");
                assertThat(idle.isConnected()).isTrue();
                assertThat(answer(first, request)).startsWith("HTTP/1.1 202");
            }
        }
        assertThat(keys()).containsExactly("a", "a");
    }

    /** Reasons hold pieces of what was sent; half a pair of surrogates among them. */
    @Test
    void reasonsOfTextsThatAreNoneAreAnswered() throws Exception {
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            HttpResponse<String> time = collector.post(
                    "/v1/readings", "application/json", "{\"sensor\":\"a\",\"time\":\"\\ud800\",\"value\":1}");
            assertThat(time.statusCode()).isEqualTo(400);
            assertThat(time.body()).contains("the time is no ISO-8601 text with an offset: '\\uD800'");
            HttpResponse<String> cut = collector.post(
                    "/v1/readings", "text/csv", "sensor,time,value\na,1," + "x".repeat(63) + "\ud83d\ude00\na,1,1.5\n");
            assertThat(cut.statusCode()).isEqualTo(207);
        }
        assertThat(keys()).containsExactly("a");
    }

    private static String request(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static Socket connect(TestCollector collector) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), collector.uri("/").getPort());
    }

    private static String answers(TestCollector collector, String request) throws IOException {
        try (Socket socket = connect(collector)) {
            return answer(socket, request);
        }
    }

    /** Sends a request, and yields the answer. */
    private static String answer(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            answer.append(line).append('\n');
            length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
        }
        for (int i = 0; i < length; i++) {
            answer.append((char) in.read());
        }
        return answer.toString();
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(UTF_8)) {
            encoded.append("%%%02X".formatted(each));
        }
        return encoded.toString();
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        topic.records().forEach(record -> keys.add(new String(record.key(), UTF_8)));
        return keys;
    }
}
