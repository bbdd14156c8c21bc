// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.collect.Collector;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A collector that listens to a producer made with npm's socket.io, in a Node of its own. */
@Tag("socketio")
@Timeout(120)
final class SocketIoIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    private Path folder = Path.of("");

    private TestTopic readings = new TestTopic("", "");
    private TestTopic deadLetters = new TestTopic("", "");

    @BeforeEach
    void createTopics() throws Exception {
        readings = TestTopic.create(SERVERS.kafkaBootstrap());
        deadLetters = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void numbersOfANamedEventAreTakenThroughDisconnectionsAndRestarts() throws Exception {
        Node first = Node.start(0, 0);
        try (Collector collector = collect(settings(first.port()))) {
            awaitReadings(10);
            first.sendAway();
            awaitReadings(20);
            first.close();
            try (Node second = Node.start(first.port(), 20)) {
                awaitReadings(30);
                assertThat(second.port()).isEqualTo(first.port());
            }
            assertThat(collector.places()).hasSize(1);
        }
        assertThat(readings.values()).isEqualTo(values(30, 4));
        assertThat(deadLetters.values()).hasSize(3).containsOnly("\"none\"");
        assertThat(new String(deadLetters.records().get(0).key(), UTF_8)).startsWith("websocket:boiler.0.");
    }

    @Test
    void objectsOfANamedEventAreTaken() throws Exception {
        try (Node node = Node.start(0, 0);
                Collector collector = collect(settings(node.port())
                        .with(SettingsTable.COLLECT_WEBSOCKET_EVENT, "reading")
                        .with(SettingsTable.COLLECT_WEBSOCKET_PAYLOAD, "pointer")
                        .with(SettingsTable.COLLECT_WEBSOCKET_VALUE, "/at/v"))) {
            awaitReadings(10);
            assertThat(collector.places()).hasSize(1);
        }
        assertThat(readings.values()).isEqualTo(values(10, 1));
    }

    private static Collector collect(Settings settings) {
        return Collector.start(settings, () -> Instant.ofEpochMilli(NOW));
    }

    private Settings settings(int port) {
        return readings.settings()
                .with(SettingsTable.DEAD_LETTERS_TOPIC, deadLetters.name())
                .with(SettingsTable.COLLECT_HTTP_PORT, SettingsTable.OFF)
                .with(SettingsTable.COLLECT_SPOOL_FOLDER, folder.toString())
                .with(SettingsTable.COLLECT_WEBSOCKET_PRODUCERS, "boiler=http://127.0.0.1:" + port);
    }

    private void awaitReadings(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> readings.values().size() == count);
    }

    private static List<String> values(int count, double divisor) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"sensor\":\"boiler\",\"time\":" + NOW + ",\"value\":" + i / divisor + '}')
                .toList();
    }

    /** A Node with the producer. */
    private record Node(Process process, int port) implements AutoCloseable {

        static Node start(int port, int firstValue) throws IOException {
            Path script = Path.of(System.getProperty("foursigma.home"), "ingest/src/test/node/producer.js");
            ProcessBuilder command = new ProcessBuilder(
                            "node", script.toString(), Integer.toString(port), Integer.toString(firstValue))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            command.environment().put("NODE_PATH", System.getProperty("foursigma.socketio") + "/node_modules");
            Process process = command.start();
            return new Node(process, Integer.parseInt(process.inputReader().readLine()));
        }

        void sendAway() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
