// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/collectors.md} and {@code docs/metrics.md} say of a collector, done. */
@Timeout(120)
final class CollectorsPageIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final Path DOCS =
            Path.of(System.getProperty("foursigma.home")).resolve("docs");
    private static final String ADDRESS = "http://127.0.0.1:8090";
    private static final Pattern ROW =
            Pattern.compile("^\\| `(foursigma_collector_\\w+)` \\| (\\w+) ", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\w+)", Pattern.MULTILINE);
    private static final Pattern STATUS_ROW = Pattern.compile("^\\| (\\d{3}) \\|", Pattern.MULTILINE);

    @TempDir
    private Path spool = Path.of("");

    private TestTopic topic = new TestTopic("", "");

    @BeforeEach
    void createTopic() throws ExecutionException, InterruptedException {
        topic = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void eachCurlLineIsAccepted() throws Exception {
        List<String> lines = Files.readAllLines(DOCS.resolve("collectors.md")).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(5);
        try (TestCollector collector = TestCollector.start(topic.settings())) {
            String address = collector.uri("").toString();
            for (String line : lines) {
                assertThat(line).contains(ADDRESS);
                assertThat(run(line.replace(ADDRESS, address))).as(line).endsWith("\"refused\":[]}");
            }
        }
        assertThat(topic.records())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        "{\"sensor\":\"hall/temperature\",\"time\":1700000000123,\"value\":21.5}",
                        "{\"sensor\":\"hall/temperature\",\"time\":1700000000123,\"value\":21.5}",
                        "{\"sensor\":\"a\",\"time\":1700000000000,\"value\":1.0}",
                        "{\"sensor\":\"b\",\"time\":1700000000000,\"value\":2.0}",
                        "{\"sensor\":\"a\",\"time\":1700000000500,\"value\":1.5}",
                        "{\"sensor\":\"urn:dev:ow:10e2073a01080063:temp\",\"time\":1700000000250,\"value\":23.1}",
                        "{\"sensor\":\"urn:dev:ow:10e2073a01080063:humidity\",\"time\":1700000000250,\"value\":67.0}",
                        "{\"sensor\":\"greenhouse-7/temperature\",\"time\":1700000000123,\"value\":21.5}",
                        "{\"sensor\":\"greenhouse-7/humidity\",\"time\":1700000000123,\"value\":60.0}");
    }

    @Test
    void eachMetricIsListedWithItsType() throws Exception {
        try (TestCollector collector = TestCollector.start(topic.settings()
                .with(SettingsTable.COLLECT_SPOOL_FOLDER, spool.toString())
                .with(SettingsTable.COLLECT_WEBSOCKET_ENDPOINT, "on"))) {
            collector.post("/v1/readings", "text/csv", "sensor,time,value\na,1,1\na,1\n");
            collector.post("/v1/readings", "text/plain", "");
            for (int i = 0; i < 2; i++) {
                collector.post("/v1/telemetry/a", Map.of("Idempotency-Key", topic.name()), "{\"b\":1}".getBytes(UTF_8));
            }
            assertThat(pairs(TYPE, collector.get("/metrics")))
                    .isEqualTo(pairs(ROW, Files.readString(DOCS.resolve("metrics.md"))));
        }
    }

    @Test
    void eachReasonAndStatusIsListed() throws IOException {
        String metrics = Files.readString(DOCS.resolve("metrics.md"));
        Matcher statuses = STATUS_ROW.matcher(Files.readString(DOCS.resolve("collectors.md")));
        Set<Integer> listed = new TreeSet<>();
        while (statuses.find()) {
            listed.add(Integer.valueOf(statuses.group(1)));
        }
        Set<Integer> known = new TreeSet<>(List.of(202, 207));
        for (Refusal refusal : Refusal.values()) {
            assertThat(metrics).contains('`' + refusal.label() + '`');
            known.add(refusal.status());
        }
        assertThat(listed).isEqualTo(known);
    }

    private static Set<String> pairs(Pattern pattern, String text) {
        Set<String> pairs = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            pairs.add(matcher.group(1) + ' ' + matcher.group(2));
        }
        return pairs;
    }

    /** Runs a line in a shell as people do, and yields what it has printed. */
    private static String run(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = shell.inputReader(UTF_8).lines().collect(Collectors.joining("\n"));
        assertThat(shell.waitFor()).as("%s (it needs bash and curl)", line).isZero();
        return printed;
    }
}
