// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live stream over real sockets. */
class LiveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** With long names, so many that a snapshot is larger than all buffers between the relay and a page. */
    private static final int SENSORS = 20_000;

    private static final int NAME_CHARACTERS = 250;

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final TestPipeline pipeline = new TestPipeline(stores);
    private final Relay relay = Relay.start(
            Settings.defaults().with(SettingsTable.RELAY_PORT, "0"),
            readers.all(),
            Clock.systemUTC(),
            new Pace(
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(300),
                    PATIENCE,
                    Duration.ofMillis(50),
                    Duration.ofMillis(50)));

    @AfterEach
    void stop() {
        relay.close();
        readers.close();
    }

    @Test
    void snapshotThenMergedUpdatesThenHeartbeats() {
        pipeline.apply("s", 1, 2.5);
        Listener page = connect();
        await().until(() -> page.has("snapshot"));
        assertThat(page.texts.get(0)).startsWith("{\"v\":1,\"type\":\"snapshot\"");
        for (int i = 2; i <= 30; i++) {
            pipeline.apply("s", i, i);
        }
        await().until(() -> page.texts.stream().anyMatch(text -> text.contains("\"count\":30")));
        assertThat(page.texts.stream().filter(text -> text.contains("\"update\"")))
                .hasSizeLessThan(29);
        assertThat(page.everything()).containsOnlyOnce("[17,0,16,17.0,").containsOnlyOnce("[30,0,29,30.0,");
        await().until(() -> page.has("heartbeat"));
    }

    @Test
    void anomalyIsToldOnceEvenThoughTheIndexIsReadAgain() {
        Listener page = connect();
        for (int i = 0; i < 20; i++) {
            pipeline.apply("s", 100L * i, i % 2);
        }
        Anomaly anomaly = Objects.requireNonNull(pipeline.apply("s", 2_000, 50));
        await().until(() -> page.has("anomalies"));
        await().until(() -> page.has("heartbeat"));
        assertThat(page.everything()).containsOnlyOnce("\"type\":\"anomaly\",\"id\":\"" + anomaly.id() + "\"");
    }

    @Test
    void anomalyWhoseAnnouncementWasMissedComesFromTheIndex() {
        Listener page = connect();
        await().until(() -> page.has("snapshot"));
        stores.insights().put(List.of(TestPipeline.anomaly("s", 7, 10, 9)), List.of());
        await().until(() -> page.has("anomalies"));
        assertThat(page.everything()).contains("\"id\":\"topic.0.7.0\"");
    }

    @Test
    void pageHearsThatTheLatestValuesAreAwayAndGetsWhatItMissed() {
        Listener page = connect();
        await().until(() -> page.everything().contains("\"name\":\"redis\",\"status\":\"up\""));
        readers.takeAway(Health.REDIS);
        await().until(() -> page.everything().contains("\"reason\":\"redis is away\""));
        pipeline.apply("s", 1, 2.5);
        readers.bringBack(Health.REDIS);
        await().until(() -> page.everything().contains("\"mean\":2.5"));
    }

    @Test
    void pageThatDoesNotReadIsClosedAndOthersGetEverything() throws IOException {
        String name = "x".repeat(NAME_CHARACTERS);
        for (int i = 0; i < SENSORS; i++) {
            pipeline.apply(name + i, 1, 1);
        }
        Listener other = connect();
        await().until(() -> other.everything().contains(name + (SENSORS - 1)));
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(1_024);
            stalled.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.port()));
            stalled.setSoTimeout(10_000);
            stalled.getOutputStream().write(handshake());
            int read = 0;
            for (int i = 1; i <= 20; i++) {
                pipeline.apply("s", i, i);
            }
            await().until(() -> other.everything().contains("[20,0," + (SENSORS + 19) + ",20.0,"));
            // Longer than the patience and the grace: the heartbeats of the other page tell the time.
            await().until(() -> other.texts.stream()
                            .filter(text -> text.contains("\"heartbeat\""))
                            .count()
                    >= 16);
            // What the sockets' buffers held is there, then the end: less than the snapshot, which has each name three
            // times.
            byte[] buffer = new byte[65_536];
            for (int n = 0; n >= 0; read += n) {
                n = readOrEnd(stalled, buffer);
                assertThat(read).as("bytes of a page that was closed").isLessThan(3 * NAME_CHARACTERS * SENSORS);
            }
            assertThat(read).isPositive();
        }
        assertThat(other.closed).isNull();
    }

    @Test
    void pageThatSubscribesGetsAllSensorsInBriefAndItsOwnWithTheirPoints() {
        pipeline.apply("a", 1, 2.5);
        pipeline.apply("b", 1, 3.5);
        Listener page = connect("?sensors=subscribed");
        await().until(() -> page.everything().contains("[\"b\",1,3.5,"));
        page.send("{\"type\":\"subscribe\",\"sensors\":[\"a\"]}");
        await().until(() -> page.everything().contains("[1,0,0,2.5,"));
        pipeline.apply("a", 2, 4.5);
        pipeline.apply("b", 2, 5.5);
        await().until(() -> page.everything().contains("[2,0,2,4.5,"));
        await().until(() -> page.everything().contains("[\"b\",2,5.5,"));
        assertThat(page.everything()).doesNotContain("[2,0,3,5.5,");
    }

    @Test
    void pageThatComesAgainGetsWhatWasJudgedMeanwhileFromTheIndex() {
        Listener newcomer = connect("");
        await().until(() -> newcomer.has("heartbeat"));
        assertThat(newcomer.has("backlog")).isFalse();
        long seen = 50_000_000;
        List<Anomaly> meanwhile = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            meanwhile.add(TestPipeline.anomaly("s", i, seen + i, 9));
        }
        Anomaly longAgo = TestPipeline.anomaly("s", 1_000, seen - 40_000, 9);
        stores.insights().put(meanwhile, List.of());
        stores.insights().put(List.of(longAgo), List.of());
        readers.takeAway(Health.ELASTICSEARCH);
        Listener page = connect("?since=" + seen);
        await().until(() -> page.has("snapshot"));
        readers.bringBack(Health.ELASTICSEARCH);
        await().until(() -> page.everything().contains("\"last\":true"));
        String backlog = String.join(
                "\n",
                page.texts.stream()
                        .filter(text -> text.contains("\"type\":\"backlog\""))
                        .toList());
        meanwhile.forEach(anomaly -> assertThat(backlog).containsOnlyOnce("\"id\":\"" + anomaly.id() + '"'));
        assertThat(backlog).doesNotContain(longAgo.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?sensors=some | '' | 1008 'sensors' is 'subscribed' or 'all'",
                "?since=now | '' | 1008 'since' is epoch milliseconds",
                "?other=1 | '' | 1008 the parameters are 'sensors' and 'since'",
                "'' | no JSON | 1008 a message is a JSON object",
                "'' | [1] | 1008 a message is a JSON object",
                "'' | {\"type\":\"subscribe\"} | 1008 a message has the type 'subscribe' and the names 'sensors'",
                "'' | {\"type\":\"subscribe\",\"sensors\":[1]} | 1008 'sensors' is an array of names",
            })
    void whatCannotBeUnderstoodClosesTheConnectionWithTheReason(String query, String message, String closed) {
        Listener page = connect(query);
        if (!message.isEmpty()) {
            page.send(message);
        }
        await().until(() -> page.closed != null);
        assertThat(page.closed).isEqualTo(closed);
    }

    @Test
    void pageMaySubscribeToAScreenfulOnly() {
        Listener page = connect("?sensors=subscribed");
        page.send(subscription(200));
        await().until(() -> page.has("heartbeat"));
        page.send(subscription(201));
        await().until(() -> page.closed != null);
        assertThat(page.closed).isEqualTo("1008 at most 200 sensors can be subscribed to, not 201");
    }

    private static String subscription(int sensors) {
        return IntStream.range(0, sensors)
                .mapToObj(i -> "\"" + "x".repeat(NAME_CHARACTERS) + i + '"')
                .collect(Collectors.joining(",", "{\"type\":\"subscribe\",\"sensors\":[", "]}"));
    }

    @Test
    void pageOfAnotherSiteIsRefused() {
        CompletableFuture<WebSocket> refused = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", "http://evil.example")
                .buildAsync(uri(), new Listener());
        assertThatThrownBy(refused::join)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        answer -> assertThat(answer.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void stoppingTellsThePageWhy() {
        Listener page = connect();
        await().until(() -> page.has("snapshot"));
        relay.close();
        await().until(() -> page.closed != null);
        assertThat(page.closed).isEqualTo("1001 the relay stops");
    }

    private static int readOrEnd(Socket socket, byte[] buffer) throws IOException {
        try {
            return socket.getInputStream().read(buffer);
        } catch (SocketException reset) {
            return -1;
        }
    }

    private byte[] handshake() {
        return ("GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + relay.port() + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Listener connect() {
        return connect("");
    }

    private Listener connect(String query) {
        Listener listener = new Listener();
        listener.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:" + relay.port())
                .buildAsync(URI.create(uri() + query), listener)
                .join();
        return listener;
    }

    private URI uri() {
        return URI.create("ws://127.0.0.1:" + relay.port() + "/live");
    }

    private static final class Listener implements WebSocket.Listener {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private volatile @Nullable String closed;
        private volatile @Nullable WebSocket socket;

        private void send(String text) {
            WebSocket unused =
                    Objects.requireNonNull(socket).sendText(text, true).join();
        }

        private boolean has(String type) {
            return texts.stream().anyMatch(text -> text.startsWith("{\"v\":1,\"type\":\"" + type + '"'));
        }

        private String everything() {
            return String.join("\n", texts);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                texts.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed = status + " " + reason;
            return null;
        }
    }
}
