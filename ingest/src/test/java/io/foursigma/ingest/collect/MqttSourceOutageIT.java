// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.mqtt.OwnBroker;
import io.foursigma.ingest.mqtt.TestPublisher;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.MqttBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka and collectors are killed, and the broker ends, while messages are published: each that the broker has acknowledged
 * is in Kafka, and none that nobody has published. One test speaks MQTT 5, the other 3.1.1.
 */
@Timeout(300)
final class MqttSourceOutageIT {

    private static final int MESSAGES = 12_000;

    private static final int SHARED_MESSAGES = 8_000;

    @TempDir
    private Path folder = Path.of("");

    private final Set<Integer> published = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void whatTheBrokerAcknowledgedIsThereWhateverWasKilled() throws Exception {
        try (LocalServers kafka = OwnKafka.start(folder);
                MqttBroker broker = OwnBroker.start(folder)) {
            TestTopic topic = TestTopic.create(kafka.kafkaBootstrap());
            Map<String, String> settings = settings(kafka, broker, topic);
            ExecutorService threads = Executors.newFixedThreadPool(1);
            try (CollectorProcess first = CollectorProcess.start(settings)) {
                awaitSubscribed(broker, topic);
                Future<?> publisher = threads.submit(() -> publishAll(broker));
                awaitAcknowledged(MESSAGES / 10);
                OwnKafka.kill(kafka);
                awaitAcknowledged(MESSAGES * 2 / 10);
                first.kill();
                awaitAcknowledged(MESSAGES * 3 / 10);
                try (CollectorProcess second = CollectorProcess.start(settings)) {
                    awaitAcknowledged(MESSAGES * 4 / 10);
                    broker.stop();
                    broker.restart();
                    awaitAcknowledged(MESSAGES * 5 / 10);
                    second.kill();
                    OwnKafka.kill(kafka);
                }
                try (CollectorProcess third = CollectorProcess.start(settings)) {
                    publisher.get();
                    awaitAll(topic);
                    assertThat(third.end()).isZero();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(acknowledged).hasSizeGreaterThan(MESSAGES - 5_000);
            assertThat(values(topic)).containsAll(acknowledged).allMatch(published::contains);
        }
    }

    @Test
    void twoCollectorsShareTheMessagesAndLoseNoneWhenOneIsKilled() throws Exception {
        try (LocalServers kafka = OwnKafka.start(folder);
                MqttBroker broker = OwnBroker.start(folder)) {
            TestTopic topic = TestTopic.create(kafka.kafkaBootstrap());
            Map<String, String> settings = settings(kafka, broker, topic);
            settings.put("collect.mqtt.version", "3.1.1");
            settings.put("collect.mqtt.client-id", "one");
            Map<String, String> others = new HashMap<>(settings);
            others.put("collect.mqtt.client-id", "two");
            try (CollectorProcess one = CollectorProcess.start(settings)) {
                awaitSubscribed(broker, topic);
                try (CollectorProcess two = CollectorProcess.start(others);
                        TestPublisher publisher = TestPublisher.connect(broker)) {
                    publish(publisher, 0, SHARED_MESSAGES / 2);
                    awaitAcceptedBy(one, two);
                    // How the broker deals them out is its own business: the one that gets most has most to lose.
                    boolean oneIsBusy = one.accepted("mqtt") > two.accepted("mqtt");
                    publish(publisher, SHARED_MESSAGES / 2, SHARED_MESSAGES * 3 / 4);
                    (oneIsBusy ? one : two).kill();
                    publish(publisher, SHARED_MESSAGES * 3 / 4, SHARED_MESSAGES);
                    try (CollectorProcess again = CollectorProcess.start(oneIsBusy ? settings : others)) {
                        awaitAll(topic);
                        assertThat(again.end()).isZero();
                    }
                }
            }
            assertThat(values(topic)).containsExactlyInAnyOrderElementsOf(published);
        }
    }

    private static void awaitAcceptedBy(CollectorProcess one, CollectorProcess two) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> one.accepted("mqtt") + two.accepted("mqtt") >= SHARED_MESSAGES / 10.0);
    }

    private static Map<String, String> settings(LocalServers kafka, MqttBroker broker, TestTopic topic) {
        return new HashMap<>(Map.of(
                "collect.http.port",
                "0",
                "kafka.bootstrap-servers",
                kafka.kafkaBootstrap(),
                "topics.readings",
                topic.name(),
                "collect.ack-timeout",
                "3s",
                "collect.mqtt.url",
                broker.url(),
                "collect.mqtt.sensor",
                "{2}"));
    }

    /** Publishes all values, each once, over a new connection where the broker has ended. */
    private void publishAll(MqttBroker broker) {
        while (published.size() < MESSAGES) {
            try (TestPublisher publisher = TestPublisher.connect(broker)) {
                while (published.size() < MESSAGES) {
                    publish(publisher, published.size(), published.size() + 1);
                }
                publisher.flush();
            } catch (ExecutionException brokerEnded) {
                // What was not acknowledged may be there or not.
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void publish(TestPublisher publisher, int from, int to) throws ExecutionException, InterruptedException {
        for (int value = from; value < to; value++) {
            int number = value;
            published.add(number);
            publisher.publishSoon(
                    "sensors/" + number % 3, Integer.toString(number).getBytes(UTF_8), () -> acknowledged.add(number));
        }
        if (to - from > 1) {
            publisher.flush();
        }
    }

    private static void awaitSubscribed(MqttBroker broker, TestTopic topic) throws Exception {
        try (TestPublisher publisher = TestPublisher.connect(broker)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                publisher.publish("sensors/probe", "-1");
                return !topic.records().isEmpty();
            });
        }
    }

    private void awaitAcknowledged(int messages) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> acknowledged.size() >= messages);
    }

    private void awaitAll(TestTopic topic) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(missing(topic)).isEmpty());
    }

    private Set<Integer> missing(TestTopic topic) {
        Set<Integer> missing = new TreeSet<>(acknowledged);
        missing.removeAll(values(topic));
        return missing;
    }

    /** What came to Kafka, but for what was published only to see whether anything comes. */
    private static Set<Integer> values(TestTopic topic) {
        return topic.records().stream()
                .filter(record -> !new String(record.key(), UTF_8).equals("probe"))
                .map(record -> new String(record.value(), UTF_8))
                .map(json -> (int) Double.parseDouble(json.substring(json.lastIndexOf(':') + 1, json.length() - 1)))
                .collect(Collectors.toSet());
    }
}
