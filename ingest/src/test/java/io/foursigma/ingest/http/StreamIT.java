// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Devices that send over WebSocket. */
@Timeout(120)
final class StreamIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    private Path folder = Path.of("");

    private TestTopic topic = new TestTopic("", "");

    @BeforeEach
    void createTopic() throws Exception {
        topic = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void everyMessageGetsAnAnswerAndEveryReadingComesToKafka() {
        try (TestCollector collector = TestCollector.start(settings(), TestCollector.at(new AtomicLong(NOW)))) {
            Device device = new Device(collector, "/v1/readings");
            device.send("{\"sensor\":\"a\",\"time\":1,\"value\":2}");
            device.send("[{\"sensor\":\"a\",\"time\":2,\"value\":3},{\"sensor\":\"a\"}]");
            device.send("21.5");
            device.awaitAnswers(3);
            assertThat(device.answers.get(0)).isEqualTo("{\"message\":0,\"accepted\":1,\"refused\":[]}");
            assertThat(device.answers.get(1))
                    .startsWith("{\"message\":1,\"accepted\":1,\"refused\":[{\"index\":1,\"reason\":\"");
            assertThat(device.answers.get(2)).startsWith("{\"message\":2,\"accepted\":0,\"refused\":[{\"index\":0,");

            Device csv = new Device(collector, "/v1/readings?form=csv");
            csv.send("sensor,time,value\nb,5,6\nb,6,7\n");
            Device telemetry = new Device(collector, "/v1/telemetry/hall%2F7");
            telemetry.send("{\"t\":1.5}");
            csv.awaitAnswers(1);
            telemetry.awaitAnswers(1);
        }
        assertThat(topic.values())
                .containsExactlyInAnyOrder(
                        "{\"sensor\":\"a\",\"time\":1,\"value\":2.0}",
                        "{\"sensor\":\"a\",\"time\":2,\"value\":3.0}",
                        "{\"sensor\":\"b\",\"time\":5,\"value\":6.0}",
                        "{\"sensor\":\"b\",\"time\":6,\"value\":7.0}",
                        "{\"sensor\":\"hall/7/t\",\"time\":" + NOW + ",\"value\":1.5}");
    }

    @Test
    void whoHasNoKeyComesNotInAndWhoseKeyIsRevokedIsSentAway() throws Exception {
        Path keys = folder.resolve("keys.ndjson");
        String key = Keys.run("create", keys, "gateway").strip();
        AtomicLong now = new AtomicLong(NOW);
        try (TestCollector collector = TestCollector.start(
                settings().with(SettingsTable.COLLECT_KEYS_FILE, keys.toString()), TestCollector.at(now))) {
            assertThat(refusal(collector, "/v1/readings")).isEqualTo(401);
            assertThat(refusal(collector, "/v1/readings", "Authorization", "Bearer x"))
                    .isEqualTo(401);
            Device device = new Device(collector, "/v1/readings", "Authorization", "Bearer " + key);
            device.send("{\"sensor\":\"a\",\"time\":1,\"value\":2}");
            device.awaitAnswers(1);
            Keys.run("revoke", keys, "gateway");
            now.addAndGet(2_000);
            device.send("{\"sensor\":\"a\",\"time\":2,\"value\":2}");
            await().until(device.closed::isDone);
            assertThat(device.closed.join()).isEqualTo(1008);
        }
        assertThat(topic.values()).hasSize(1);
    }

    @Test
    void aMessageBeyondALimitSaysWhichOne() {
        Settings small = settings()
                .with(SettingsTable.COLLECT_MAX_ITEMS, "2")
                .with(SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES, "1000");
        try (TestCollector collector = TestCollector.start(small, TestCollector.at(new AtomicLong(NOW)))) {
            assertThat(refusal(collector, "/v1/readings?form=xml")).isEqualTo(415);
            Device device = new Device(collector, "/v1/readings");
            device.send("[1,2,3]");
            device.awaitAnswers(1);
            assertThat(device.answers.get(0))
                    .startsWith("{\"message\":0,\"title\":\"Too many items\"")
                    .contains("collect.max-items = 2");
            device.send(" ".repeat(1_001));
            await().until(device.closed::isDone);
            assertThat(device.closed.join()).isEqualTo(1009);
        }
    }

    @Test
    void messagesThatDoNotEndTakeNoMoreRoomThanThereIs() throws Exception {
        Settings small = settings()
                .with(SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES, "1000000")
                .with(SettingsTable.COLLECT_MAX_BYTES, "1000000");
        try (TestCollector collector = TestCollector.start(small, TestCollector.at(new AtomicLong(NOW)))) {
            Device unending = new Device(collector, "/v1/readings");
            unending.sendPart(" ".repeat(600_000));
            await().until(() -> waitingBytes(collector) == 600_000);
            Device other = new Device(collector, "/v1/readings");
            other.send(" ".repeat(600_000));
            other.awaitAnswers(1);
            assertThat(other.answers.get(0)).contains("\"title\":\"No room\"", "collect.max-bytes = 1000000");
            unending.send("{\"sensor\":\"a\",\"time\":1,\"value\":2}");
            unending.awaitAnswers(1);
            assertThat(unending.answers.get(0)).contains("\"accepted\":1");
            other.sendPart(" ".repeat(600_000));
            await().until(() -> waitingBytes(collector) == 600_000);
            other.socket.abort();
            await().until(() -> waitingBytes(collector) == 0);
        }
        assertThat(topic.values()).hasSize(1);
    }

    @Test
    void noThreadWaitsForADeviceThatDoesNotReadItsAnswers() throws Exception {
        String longAnswer = "[" + "1,".repeat(9_999) + "1]";
        try (TestCollector collector = TestCollector.start(settings(), TestCollector.at(new AtomicLong(NOW)))) {
            HttpClient client = HttpClient.newHttpClient();
            WebSocket deaf = client.newWebSocketBuilder()
                    .buildAsync(uri(collector, "/v1/readings"), new WebSocket.Listener() {
                        @Override
                        public void onOpen(WebSocket from) {
                            // Asks for nothing.
                        }
                    })
                    .join();
            CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
            for (int i = 0; i < 3_000; i++) {
                sent = sent.thenCompose(before -> deaf.sendText(longAnswer, true));
            }
            // What is not read any more is held back at the sender.
            await().until(() -> refusedItems(collector) > 0);
            double before;
            do {
                before = refusedItems(collector);
                Device other = new Device(collector, "/v1/readings");
                other.send("{\"sensor\":\"a\",\"time\":1,\"value\":2}");
                other.awaitAnswers(1);
                other.socket.abort();
            } while (refusedItems(collector) > before);
            assertThat(sent).isNotDone();
            assertThat(Thread.getAllStackTraces().values())
                    .noneMatch(stack -> Arrays.stream(stack)
                            .anyMatch(frame -> frame.getClassName().startsWith(DeviceStream.class.getName())));
            deaf.abort();
        }
    }

    @Test
    void aCollectorThatStopsBringsToKafkaWhatItHasAnswered() {
        int readings = 10_000;
        String many = "{\"sensor\":\"a\",\"time\":1,\"value\":2}\n".repeat(readings);
        try (TestCollector collector = TestCollector.start(settings(), TestCollector.at(new AtomicLong(NOW)))) {
            Device device = new Device(collector, "/v1/readings?form=ndjson");
            for (int message = 0; message < 5; message++) {
                device.send(many);
            }
            device.awaitAnswers(5);
        }
        assertThat(topic.values()).hasSize(5 * readings);
    }

    @Test
    void aDeviceThatDoesNotEndItsMessageIsSentAway() {
        try (TestCollector collector = TestCollector.start(settings(), TestCollector.at(new AtomicLong(NOW)))) {
            Device unending = new Device(collector, "/v1/readings");
            Device quiet = new Device(collector, "/v1/readings");
            unending.sendPart("[");
            await().atMost(Duration.ofSeconds(30)).until(unending.closed::isDone);
            assertThat(unending.closed.join()).isEqualTo(1008);
            quiet.send("{\"sensor\":\"a\",\"time\":1,\"value\":2}");
            quiet.awaitAnswers(1);
        }
    }

    @Test
    void connectionsOfDevicesCountAsOthers() throws Exception {
        Settings two = settings().with(SettingsTable.COLLECT_HTTP_MAX_CONNECTIONS, "2");
        try (TestCollector collector = TestCollector.start(two, TestCollector.at(new AtomicLong(NOW)))) {
            Device first = new Device(collector, "/v1/readings");
            Device second = new Device(collector, "/v1/readings");
            assertThat(refusal(collector, "/v1/readings")).isEqualTo(503);
            first.socket.abort();
            await().until(() -> refusalOrNone(collector, "/v1/readings") == 0);
            second.send("{\"sensor\":\"a\",\"time\":1,\"value\":2}");
            second.awaitAnswers(1);
        }
    }

    @Test
    void whoSpeaksHttpIsToldToSpeakWebSocket() throws Exception {
        try (TestCollector collector = TestCollector.start(settings())) {
            assertThat(collector.get("/v1/readings")).contains("\"status\":426");
        }
    }

    @Test
    void withoutTheSettingThereIsNoEndpoint() {
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            assertThat(refusal(collector, "/v1/readings")).isIn(404, 405);
        }
    }

    private Settings settings() {
        return topic.settings()
                .with(
                        SettingsTable.COLLECT_SPOOL_FOLDER,
                        folder.resolve("spool").toString())
                .with(SettingsTable.COLLECT_WEBSOCKET_ENDPOINT, "on");
    }

    private static double waitingBytes(TestCollector collector) throws Exception {
        return metric(collector, "foursigma_collector_waiting_bytes ");
    }

    private static double refusedItems(TestCollector collector) throws Exception {
        return metric(collector, "foursigma_collector_refused_items_total{source=\"websocket\"} ");
    }

    private static double metric(TestCollector collector, String name) throws Exception {
        return collector
                .get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private static URI uri(TestCollector collector, String path) {
        return URI.create(collector.uri(path).toString().replace("http:", "ws:"));
    }

    /** The status with which a device is refused; 0 if it is let in. */
    private static int refusalOrNone(TestCollector collector, String path) {
        try {
            new Device(collector, path).socket.abort();
            return 0;
        } catch (CompletionException refused) {
            return refusal(collector, path);
        }
    }

    private static int refusal(TestCollector collector, String path, String... headers) {
        CompletionException thrown =
                catchThrowableOfType(CompletionException.class, () -> new Device(collector, path, headers));
        assertThat(thrown.getCause()).isInstanceOf(WebSocketHandshakeException.class);
        return thrown.getCause() instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : 0;
    }

    /** A device that keeps its answers. */
    private static final class Device implements WebSocket.Listener {
        private final List<String> answers = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Device(TestCollector collector, String path, String... headers) {
            WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            socket = builder.buildAsync(uri(collector, path), this).join();
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        void sendPart(String text) {
            socket.sendText(text, false).join();
        }

        void awaitAnswers(int count) {
            await().atMost(Duration.ofSeconds(30)).until(() -> answers.size() == count);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                answers.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }
    }
}
