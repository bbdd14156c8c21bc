// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** What {@code foursigma simulate} says it has published is what Kafka holds. */
@Timeout(60)
final class SimulateIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final Pattern SUMMARY = Pattern.compile("Published (\\d+) readings; Kafka has acknowledged (\\d+)");

    private TestTopic topic = new TestTopic("", "");

    @BeforeEach
    void createTopic() throws ExecutionException, InterruptedException {
        topic = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void everyReadingThatIsReportedHasArrivedWhenTheTimeIsOver() {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out));
        assertThat(command.execute(options("--for", "2s"))).isZero();

        List<ConsumerRecord<byte[], byte[]>> records = topic.records();
        assertReported(out.toString(), records.size());
        // Three sensors at 100 readings per second for two seconds; the last tick may fall short.
        assertThat(records).hasSizeBetween(450, 605);
        assertThat(records)
                .extracting(record -> new String(record.key(), UTF_8))
                .containsOnly("random-walk-1", "random-walk-2", "random-walk-3");
    }

    @Test
    void sigtermEndsTheProcessInOrderWithEveryReadingAcknowledged() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName()));
        command.addAll(List.of(options()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).startsWith("Publishing random-walk to the topic '" + topic.name());
            await().until(() -> !topic.records().isEmpty());
            process.toHandle().destroy();
            int exitCode = process.waitFor();
            String rest = String.join("\n", output.lines().toList());
            assertThat(exitCode).as(rest).isZero();
            assertReported(rest, topic.records().size());
        } finally {
            process.destroyForcibly();
        }
    }

    private String[] options(String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--simulator",
                "random-walk",
                "--sensors",
                "3",
                "-c",
                "kafka.bootstrap-servers=" + topic.bootstrap(),
                "-c",
                "topics.readings=" + topic.name()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    private static void assertReported(String output, int arrived) {
        Matcher summary = SUMMARY.matcher(output);
        assertThat(summary.find()).as(output).isTrue();
        assertThat(Integer.parseInt(summary.group(1))).isEqualTo(arrived);
        assertThat(Integer.parseInt(summary.group(2))).isEqualTo(arrived);
    }
}
