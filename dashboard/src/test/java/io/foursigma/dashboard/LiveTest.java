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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The live stream over real sockets. */
class LiveTest {

    private static final Duration PATIENCE = Duration.ofMillis(700);

    /** With long names, so many that a snapshot is larger than all buffers between the relay and a page. */
    private static final int SENSORS = 10_000;

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
        assertThat(page.everything()).containsOnlyOnce("\"id\":\"" + anomaly.id() + "\"");
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
                    >= 8);
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
        Listener listener = new Listener();
        WebSocket unused = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:" + relay.port())
                .buildAsync(uri(), listener)
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
