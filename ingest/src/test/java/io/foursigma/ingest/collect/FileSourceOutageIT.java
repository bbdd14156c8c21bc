// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.LocalServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka and collectors are killed while a file grows and is renamed: each line that was written is in Kafka, no other is, and
 * those of a sensor stand in their order, up to what was sent again.
 */
@Timeout(300)
final class FileSourceOutageIT {

    private static final int KILLS = 6;
    private static final int SENSORS = 3;
    private static final int LINES_AT_A_TIME = 50;
    private static final int LINES_OF_A_FILE = 4_000;
    private static final int LINES_BETWEEN_KILLS = 3_000;

    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger written = new AtomicInteger();

    @Test
    void eachLineIsThereWhateverWasKilled() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        try (LocalServers kafka = OwnKafka.start(folder.resolve("kafka"))) {
            TestTopic readings = TestTopic.create(kafka.kafkaBootstrap());
            Map<String, String> settings = new HashMap<>(Map.of(
                    "collect.http.port",
                    "0",
                    "collect.ack-timeout",
                    "2s",
                    "kafka.bootstrap-servers",
                    kafka.kafkaBootstrap(),
                    "topics.readings",
                    readings.name(),
                    "collect.files",
                    logs + "/plc*.csv",
                    "collect.files.state",
                    folder.resolve("places").toString()));
            ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
            ScheduledFuture<?> writing = writer.scheduleAtFixedRate(() -> write(logs), 0, 10, TimeUnit.MILLISECONDS);
            for (int kill = 1; kill <= KILLS; kill++) {
                try (CollectorProcess collector = CollectorProcess.start(settings)) {
                    readings.awaitEnd(kill * LINES_BETWEEN_KILLS);
                    if (kill % 2 == 0) {
                        OwnKafka.kill(kafka);
                        readings.awaitEnd((kill + 0.5) * LINES_BETWEEN_KILLS);
                    }
                    collector.kill();
                }
            }
            assertThat(writing.isDone()).as("an error of the writer").isFalse();
            writer.shutdown();
            assertThat(writer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(written).hasValueGreaterThan(3 * LINES_OF_A_FILE);
            try (CollectorProcess last = CollectorProcess.start(settings)) {
                await().atMost(Duration.ofMinutes(2)).until(() -> distinct(readings) >= written.get());
                assertThat(last.end()).isZero();
            }
            assertThat(firstOccurrences(readings)).isEqualTo(expected(written.get()));
        }
    }

    /** Appends some lines, the last one in two parts; a file that is full is renamed, as logs are. */
    private void write(Path logs) {
        Path log = logs.resolve("plc.csv");
        try {
            int from = written.get();
            if (from % LINES_OF_A_FILE == 0) {
                if (from > 0) {
                    Files.move(log, logs.resolve("plc-%09d.csv".formatted(from)));
                }
                Files.writeString(log, "sensor,time,value\n", StandardOpenOption.CREATE_NEW);
            }
            StringBuilder lines = new StringBuilder();
            for (int line = from; line < from + LINES_AT_A_TIME; line++) {
                lines.append("s%d,%d,%d%n".formatted(line % SENSORS, line, line));
            }
            int part = lines.length() - 3;
            Files.writeString(log, lines.substring(0, part), StandardOpenOption.APPEND);
            Files.writeString(log, lines.substring(part), StandardOpenOption.APPEND);
            written.addAndGet(LINES_AT_A_TIME);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int distinct(TestTopic readings) {
        return firstOccurrences(readings).values().stream().mapToInt(List::size).sum();
    }

    private static Map<String, List<Integer>> firstOccurrences(TestTopic readings) {
        Map<String, LinkedHashSet<Integer>> values = new HashMap<>();
        readings.records().forEach(record -> {
            String json = new String(record.value(), UTF_8);
            int value = (int) Double.parseDouble(json.substring(json.lastIndexOf(':') + 1, json.length() - 1));
            values.computeIfAbsent(new String(record.key(), UTF_8), sensor -> new LinkedHashSet<>())
                    .add(value);
        });
        Map<String, List<Integer>> lists = new HashMap<>();
        values.forEach((sensor, set) -> lists.put(sensor, List.copyOf(set)));
        return lists;
    }

    private static Map<String, List<Integer>> expected(int lines) {
        Map<String, List<Integer>> expected = new HashMap<>();
        for (int line = 0; line < lines; line++) {
            expected.computeIfAbsent("s" + line % SENSORS, sensor -> new ArrayList<>())
                    .add(line);
        }
        return expected;
    }
}
