// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.LocalServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka and collectors are killed while they take records of another topic: each of them is there once, in its order. */
@Timeout(300)
final class KafkaSourceOutageIT {

    private static final int RECORDS = 40_000;
    private static final int KILLS = 4;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachRecordIsTakenOnceWhateverWasKilled() throws Exception {
        try (LocalServers kafka = OwnKafka.start(folder)) {
            TestTopic foreign = TestTopic.create(kafka.kafkaBootstrap());
            TestTopic readings = TestTopic.create(kafka.kafkaBootstrap());
            Map<String, String> settings = new HashMap<>(Map.of(
                    "collect.http.port", "0",
                    "kafka.bootstrap-servers", kafka.kafkaBootstrap(),
                    "topics.readings", readings.name(),
                    "collect.kafka.topic", foreign.name(),
                    "collect.kafka.format", "json"));
            for (int kill = 0; kill < KILLS; kill++) {
                append(foreign, kill * RECORDS);
                try (CollectorProcess collector = CollectorProcess.start(settings)) {
                    readings.awaitEnd((kill + 0.3) * RECORDS);
                    if (kill == 1) {
                        OwnKafka.kill(kafka);
                        readings.awaitEnd((kill + 0.6) * RECORDS);
                    }
                    collector.kill();
                }
            }
            try (CollectorProcess last = CollectorProcess.start(settings)) {
                List<Integer> expected =
                        IntStream.range(0, KILLS * RECORDS).boxed().toList();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> values(readings).size() >= expected.size());
                assertThat(last.end()).isZero();
                assertThat(values(readings)).isEqualTo(expected);
            }
        }
    }

    /** One sensor, so that all lie in one partition, and in their order. */
    private static void append(TestTopic topic, int from) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topic.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int value = from; value < from + RECORDS; value++) {
                byte[] record = ("{\"sensor\":\"a\",\"time\":" + value + ",\"value\":" + value + "}").getBytes(UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topic.name(), 0, null, record)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private static List<Integer> values(TestTopic readings) {
        return readings.records().stream()
                .map(record -> new String(record.value(), UTF_8))
                .map(json -> (int) Double.parseDouble(json.substring(json.lastIndexOf(':') + 1, json.length() - 1)))
                .toList();
    }
}
