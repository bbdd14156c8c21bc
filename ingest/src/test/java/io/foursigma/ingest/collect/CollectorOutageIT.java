// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka and the collector are killed while senders send: what was answered with 202 is in Kafka, and nothing else is. */
@Timeout(240)
final class CollectorOutageIT {

    private static final int SENDERS = 3;
    private static final int REQUESTS = 150;
    private static final int READINGS = 40;

    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whatWasAcknowledgedIsThereWhateverWasKilled() throws Exception {
        Map<String, String> settings = new HashMap<>(
                Map.of("collect.http.port", Integer.toString(OwnKafka.freePort()), "collect.ack-timeout", "3s"));
        try (LocalServers kafka = OwnKafka.start(folder)) {
            TestTopic topic = TestTopic.create(kafka.kafkaBootstrap());
            settings.put("kafka.bootstrap-servers", kafka.kafkaBootstrap());
            settings.put("topics.readings", topic.name());
            try (CollectorProcess first = CollectorProcess.start(settings)) {
                ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
                List<Future<Void>> senders = new ArrayList<>();
                for (int sender = 0; sender < SENDERS; sender++) {
                    int number = sender;
                    senders.add(threads.submit(() -> send(number, first.address())));
                }
                awaitAcknowledged(SENDERS * REQUESTS / 4);
                OwnKafka.kill(kafka);
                awaitAcknowledged(SENDERS * REQUESTS / 2);
                first.kill();
                try (CollectorProcess second = CollectorProcess.start(settings)) {
                    awaitAcknowledged(SENDERS * REQUESTS * 3 / 4);
                    OwnKafka.kill(kafka);
                    for (Future<Void> sender : senders) {
                        sender.get();
                    }
                    assertThat(second.end()).isZero();
                }
                threads.shutdown();
            }
            assertThat(refused).as("the outages were noticed").hasPositiveValue();
            assertThat(valuesBySensor(topic)).isEqualTo(sent());
        }
    }

    /** Sends all requests of a sender one after the other, each as often as it takes to be acknowledged. */
    private Void send(int sender, URI address) throws InterruptedException {
        for (int request = 0; request < REQUESTS; request++) {
            byte[] body = body(sender, request);
            while (!isAcknowledged(address, body)) {
                refused.incrementAndGet();
            }
            acknowledged.incrementAndGet();
        }
        return null;
    }

    private boolean isAcknowledged(URI address, byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).isIn(202, 503);
            return status == 202;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    private static byte[] body(int sender, int request) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < READINGS; i++) {
            double value = request * READINGS + i;
            lines.writeBytes(ReadingJson.bytes(new Reading("sensor-" + sender, request, value)));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static Map<String, Set<Double>> sent() {
        Map<String, Set<Double>> sent = new HashMap<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            Set<Double> values = new HashSet<>();
            for (int i = 0; i < REQUESTS * READINGS; i++) {
                values.add((double) i);
            }
            sent.put("sensor-" + sender, values);
        }
        return sent;
    }

    private static Map<String, Set<Double>> valuesBySensor(TestTopic topic) {
        Map<String, Set<Double>> values = new HashMap<>();
        topic.records().forEach(record -> {
            String json = new String(record.value(), UTF_8);
            double value = Double.parseDouble(json.substring(json.lastIndexOf(':') + 1, json.length() - 1));
            values.computeIfAbsent(new String(record.key(), UTF_8), sensor -> new HashSet<>())
                    .add(value);
        });
        return values;
    }

    private void awaitAcknowledged(int requests) {
        await().atMost(Duration.ofSeconds(90)).until(() -> acknowledged.get() >= requests);
    }
}
