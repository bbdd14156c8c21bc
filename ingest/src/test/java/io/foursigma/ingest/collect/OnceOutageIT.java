// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.LocalServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests with keys are sent, now to the one and now to the other of two collectors, until they are answered, while the
 * collectors and Kafka are killed: each is in Kafka once.
 */
@Timeout(300)
final class OnceOutageIT {

    private static final int SENDERS = 4;
    private static final int REQUESTS = 90;
    private static final int READINGS = 20;

    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @Test
    void everyRequestIsThereOnceWhateverWasKilled() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("collect.http.port", "0", "collect.ack-timeout", "3s"));
        try (LocalServers kafka = OwnKafka.start(folder)) {
            TestTopic topic = TestTopic.create(kafka.kafkaBootstrap());
            settings.put("kafka.bootstrap-servers", kafka.kafkaBootstrap());
            settings.put("topics.readings", topic.name());
            List<CollectorProcess> collectors = new CopyOnWriteArrayList<>(
                    List.of(CollectorProcess.start(settings), CollectorProcess.start(settings)));
            try {
                ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
                List<Future<Void>> senders = new ArrayList<>();
                for (int sender = 0; sender < SENDERS; sender++) {
                    int number = sender;
                    senders.add(threads.submit(() -> send(number, collectors)));
                }
                int all = SENDERS * REQUESTS;
                for (int round = 1; round <= 3; round++) {
                    awaitAcknowledged(all * round / 5);
                    collectors.get(round % 2).kill();
                    collectors.set(round % 2, CollectorProcess.start(settings));
                }
                awaitAcknowledged(all * 4 / 5);
                OwnKafka.kill(kafka);
                for (Future<Void> sender : senders) {
                    sender.get();
                }
                threads.shutdown();
            } finally {
                for (CollectorProcess collector : collectors) {
                    collector.close();
                }
            }
            assertThat(retried).as("the outages were noticed").hasPositiveValue();
            assertThat(topic.values()).containsExactlyInAnyOrderElementsOf(sent());
        }
    }

    /** Sends all requests of a sender one after the other, each as often as it takes to be answered. */
    private Void send(int sender, List<CollectorProcess> collectors) throws InterruptedException {
        for (int request = 0; request < REQUESTS; request++) {
            int tries = 0;
            while (!isAcknowledged(
                    collectors.get((request + tries) % 2).address(), sender + "-" + request, body(sender, request))) {
                tries++;
            }
            if (tries > 0) {
                retried.incrementAndGet();
            }
            acknowledged.incrementAndGet();
        }
        return null;
    }

    private boolean isAcknowledged(URI address, String key, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", key)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).isIn(202, 503);
            return status == 202;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    private static String body(int sender, int request) {
        return String.join("\n", readings(sender, request));
    }

    private static List<String> readings(int sender, int request) {
        List<String> readings = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            readings.add("{\"sensor\":\"sensor-" + sender + "\",\"time\":" + request + ",\"value\":" + i + ".0}");
        }
        return readings;
    }

    private static List<String> sent() {
        List<String> sent = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            for (int request = 0; request < REQUESTS; request++) {
                sent.addAll(readings(sender, request));
            }
        }
        return sent;
    }

    private void awaitAcknowledged(int requests) {
        await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.get() >= requests);
    }
}
