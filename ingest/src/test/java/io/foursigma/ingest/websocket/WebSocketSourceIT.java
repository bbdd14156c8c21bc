// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.RandomWalk;
import io.foursigma.ingest.Simulator;
import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.broadcast.BroadcastServer;
import io.foursigma.ingest.collect.Collector;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.javalin.Javalin;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Producers that broadcast, and a collector that listens. */
@Timeout(120)
final class WebSocketSourceIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final long START = 1_700_000_000_000L;
    private static final RandomWalk WALK = new RandomWalk(1, 100, 3);

    @TempDir
    private Path spool = Path.of("");

    private final AtomicLong now = new AtomicLong(START);
    private TestTopic readings = new TestTopic("", "");
    private TestTopic deadLetters = new TestTopic("", "");

    @BeforeEach
    void createTopics() throws Exception {
        readings = TestTopic.create(SERVERS.kafkaBootstrap());
        deadLetters = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void everyReadingOfABroadcastIsTakenAlsoAfterTheProducerHasComeAgain() {
        BroadcastServer first = broadcast(0);
        int port = first.port();
        try (Collector collector = collect("walk=ws://127.0.0.1:" + port + "/readings", "json")) {
            await().until(() -> first.clients() == 1);
            now.addAndGet(490);
            await().atMost(Duration.ofSeconds(30)).until(() -> readings.values().size() == 50);
            first.close();
            try (BroadcastServer second = broadcast(port)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> second.clients() == 1);
                now.addAndGet(90);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> readings.values().size() == 60);
            }
            assertThat(collector.places())
                    .containsExactly("over WebSocket from 'walk' at ws://127.0.0.1:" + port + "/readings");
        }
        // The second server is a new walk.
        List<String> expected = new ArrayList<>(walk(50, START));
        expected.addAll(walk(10, START + 490));
        assertThat(readings.values()).isEqualTo(expected);
    }

    @Test
    void bareValuesAreOfTheMomentAndUnderTheProducersName() {
        try (BroadcastServer server = broadcast(0);
                Collector collector = collect("walk=ws://127.0.0.1:" + server.port() + "/values", "number")) {
            await().until(() -> server.clients() == 1);
            now.addAndGet(90);
            await().atMost(Duration.ofSeconds(30)).until(() -> readings.values().size() == 10);
            assertThat(collector.places()).hasSize(1);
        }
        Simulator.Signal walk = WALK.signal(0);
        assertThat(readings.values())
                .isEqualTo(IntStream.range(0, 10)
                        .mapToObj(i -> "{\"sensor\":\"walk\",\"time\":" + (i == 0 ? START : START + 90) + ",\"value\":"
                                + walk.next(0) + '}')
                        .toList());
    }

    @Test
    void whatIsNoReadingBecomesADeadLetterThatTellsItsProducer() {
        Javalin producer = Javalin.create(config -> config.routes.ws(
                        "/",
                        path -> path.onConnect(client -> {
                            client.send("{\"at\":{\"v\":1.5}}");
                            client.send("{\"at\":{\"v\":\"high\"}}");
                            client.send(ByteBuffer.wrap("{\"at\":{\"v\":-2}}".getBytes(UTF_8)));
                        })))
                .start("127.0.0.1", 0);
        try (Collector collector = Collector.start(
                settings("boiler=ws://127.0.0.1:" + producer.port() + "/", "pointer")
                        .with(SettingsTable.COLLECT_WEBSOCKET_VALUE, "/at/v"),
                clock())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> readings.values().size() == 2);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> deadLetters.records().size() == 1);
            assertThat(collector.places()).hasSize(1);
        } finally {
            producer.stop();
        }
        assertThat(readings.values())
                .containsExactly(
                        "{\"sensor\":\"boiler\",\"time\":" + START + ",\"value\":1.5}",
                        "{\"sensor\":\"boiler\",\"time\":" + START + ",\"value\":-2.0}");
        assertThat(new String(deadLetters.records().get(0).key(), UTF_8))
                .isEqualTo("websocket:boiler.0." + (START * 1_000 + 1) + ".0");
        assertThat(deadLetters.values()).containsExactly("{\"at\":{\"v\":\"high\"}}");
    }

    private BroadcastServer broadcast(int port) {
        return BroadcastServer.start(WALK, "127.0.0.1", port, any -> {}, clock());
    }

    private InstantSource clock() {
        return () -> Instant.ofEpochMilli(now.get());
    }

    private Collector collect(String producers, String payload) {
        return Collector.start(settings(producers, payload), clock());
    }

    private Settings settings(String producers, String payload) {
        return readings.settings()
                .with(SettingsTable.DEAD_LETTERS_TOPIC, deadLetters.name())
                .with(SettingsTable.COLLECT_HTTP_PORT, SettingsTable.OFF)
                .with(SettingsTable.COLLECT_SPOOL_FOLDER, spool.toString())
                .with(SettingsTable.COLLECT_WEBSOCKET_PRODUCERS, producers)
                .with(SettingsTable.COLLECT_WEBSOCKET_PAYLOAD, payload);
    }

    private static List<String> walk(int count, long start) {
        Simulator.Signal walk = WALK.signal(0);
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"sensor\":\"random-walk-1\",\"time\":" + (start + i * 10L) + ",\"value\":"
                        + walk.next(0) + '}')
                .toList();
    }
}
