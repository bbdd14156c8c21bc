// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.RandomWalk;
import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.broadcast.BroadcastServer;
import io.foursigma.local.servers.LocalServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka and the collector are killed while a producer broadcasts and a device sends: what the device was told to be kept is in
 * Kafka, and of the broadcast nothing is missing but what was on its way to a collector that was killed.
 */
@Timeout(240)
final class WebSocketOutageIT {

    private static final RandomWalk WALK = new RandomWalk(5, 100, 11);
    private static final int MESSAGES = 3_000;
    private static final Pattern TIME = Pattern.compile("\"time\":(\\d+),");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatWasKeptComesToKafkaWhateverIsKilled() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "collect.http.port", Integer.toString(OwnKafka.freePort()),
                "collect.ack-timeout", "2s",
                "collect.websocket.endpoint", "on",
                "collect.websocket.payload", "json",
                "collect.spool.folder", folder.resolve("spool").toString()));
        try (LocalServers kafka = OwnKafka.start(folder.resolve("kafka"));
                BroadcastServer broadcast =
                        BroadcastServer.start(WALK, "127.0.0.1", 0, any -> {}, InstantSource.system())) {
            TestTopic topic = TestTopic.create(kafka.kafkaBootstrap());
            settings.put("kafka.bootstrap-servers", kafka.kafkaBootstrap());
            settings.put("topics.readings", topic.name());
            settings.put("collect.websocket.producers", "walk=ws://127.0.0.1:" + broadcast.port() + "/readings");
            Device device;
            try (CollectorProcess first = CollectorProcess.start(settings)) {
                device = new Device(first.address());
                device.thread.start();
                device.awaitKept(MESSAGES / 4);
                OwnKafka.kill(kafka);
                // Kafka takes seconds to come again; what comes meanwhile is kept.
                device.awaitKept(MESSAGES / 2);
                first.kill();
            }
            try (CollectorProcess second = CollectorProcess.start(settings)) {
                device.awaitKept(MESSAGES * 3 / 4);
                OwnKafka.kill(kafka);
                device.awaitKept(MESSAGES);
                device.thread.join();
                await().atMost(Duration.ofSeconds(90)).until(() -> device.isIn(topic));
                assertThat(second.end()).isZero();
            }
            assertThat(device.lost).as("the collector's end was noticed").isTrue();
            assertThat(gaps(topic))
                    .as("what was on its way when the one collector was killed")
                    .isLessThanOrEqualTo(1);
        }
    }

    /** How many stretches of the first walk's readings are missing, from the first to the last that is there. */
    private static long gaps(TestTopic topic) {
        long[] times = topic.values().stream()
                .filter(json -> json.contains("\"random-walk-1\""))
                .mapToLong(WebSocketOutageIT::time)
                .sorted()
                .distinct()
                .toArray();
        assertThat(times.length).isGreaterThan(100);
        long gaps = 0;
        for (int i = 1; i < times.length; i++) {
            gaps += times[i] - times[i - 1] > 10 ? 1 : 0;
        }
        return gaps;
    }

    private static long time(String json) {
        Matcher time = TIME.matcher(json);
        assertThat(time.find()).isTrue();
        return Long.parseLong(time.group(1));
    }

    /** Sends message after message, each again until it is told that it is kept. */
    private static final class Device implements WebSocket.Listener {
        private final URI address;
        private final Thread thread = new Thread(this::sendAll, "device");
        private final AtomicInteger kept = new AtomicInteger();
        private final AtomicBoolean lost = new AtomicBoolean();
        private @Nullable WebSocket socket;

        Device(URI http) {
            address = URI.create(http.toString().replace("http:", "ws:"));
        }

        void awaitKept(int messages) {
            await().atMost(Duration.ofSeconds(90)).until(() -> kept.get() >= messages);
        }

        boolean isIn(TestTopic topic) {
            Set<Long> there = new HashSet<>();
            topic.values().stream().filter(json -> json.contains("\"device\"")).forEach(json -> there.add(time(json)));
            for (long message = 0; message < MESSAGES; message++) {
                if (!there.contains(message)) {
                    return false;
                }
            }
            return there.size() == MESSAGES;
        }

        private void sendAll() {
            while (kept.get() < MESSAGES) {
                int message = kept.get();
                try {
                    WebSocket open = socket == null ? connect() : socket;
                    open.sendText("{\"sensor\":\"device\",\"time\":" + message + ",\"value\":" + message + "}", true)
                            .join();
                    awaitAnswer(message);
                } catch (CompletionException nobodyThere) {
                    lost.set(true);
                    socket = null;
                }
            }
        }

        private WebSocket connect() {
            WebSocket open = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(address, this)
                    .join();
            socket = open;
            return open;
        }

        private synchronized void awaitAnswer(int message) {
            try {
                while (kept.get() == message && socket != null) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public synchronized @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (from == socket && data.toString().contains("\"accepted\":1,")) {
                kept.incrementAndGet();
                notifyAll();
            }
            from.request(1);
            return null;
        }

        @Override
        public synchronized @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            ended();
            return null;
        }

        @Override
        public synchronized void onError(WebSocket from, Throwable failure) {
            ended();
        }

        private void ended() {
            lost.set(true);
            socket = null;
            notifyAll();
        }
    }
}
