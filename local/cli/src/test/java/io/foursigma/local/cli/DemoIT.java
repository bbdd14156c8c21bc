// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.local.cli.kibana.PanelSearches;
import io.foursigma.local.servers.testing.ListeningSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo as a user runs it: it shows live sensors, keeps to itself, and ends when it should. */
final class DemoIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long GREATEST_MEMORY_KIB = 2_500_000_000L / 1024;

    @Test
    void showsLiveSensorsOnLoopbackOnlyAndEndsWithASummary() throws Exception {
        try (DemoProcess demo = DemoProcess.start("--sensors", "6", "--rate", "20")) {
            assertThat(demo.output()).containsPattern("Cassandra ready in \\d+\\.\\d s");
            JsonNode sensors = get(demo, "api/sensors");
            String sensor = sensors.get("sensors").get(0).get("sensor").asText();
            assertRunningStatisticsGrow(demo, sensor);
            assertTakesReadingsOverHttp(demo);
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            get(demo, "api/ledger").get("total").get("read").asLong() > 500);
            // The first documents make their index, and it cannot be searched in that moment.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(demo, "api/health").get("status").asText().equals("up"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            get(demo, "api/anomalies?size=5").path("anomalies").isArray());
            assertExplainsAnAnomaly(demo);
            assertKibanasPanelsFindDocuments(demo);
            assertListensOnLoopbackOnly(demo);
            assertThat(memoryKib(demo)).isLessThan(GREATEST_MEMORY_KIB);

            List<ProcessHandle> children = demo.handle().descendants().toList();
            demo.interrupt();
            assertThat(demo.exitCode()).as(demo.output()).isZero();
            assertThat(demo.output())
                    .containsPattern("Read +[\\d,]+")
                    .contains("Every reading is accounted for")
                    .doesNotContain("\tat ");
            assertThat(children).hasSizeGreaterThan(4);
            assertGone(children);
        }
    }

    @Test
    void noChildSurvivesAKilledParent() throws Exception {
        try (DemoProcess demo = DemoProcess.start("--sensors", "1")) {
            List<ProcessHandle> children = demo.handle().descendants().toList();
            assertThat(children).hasSizeGreaterThan(4);
            demo.handle().destroyForcibly();
            assertGone(children);
        }
    }

    @Test
    void saysWhichChildHasEndedAndStopsTheOthers() throws Exception {
        try (DemoProcess demo = DemoProcess.start("--sensors", "1")) {
            List<ProcessHandle> children = demo.handle().descendants().toList();
            ProcessHandle storm = children.stream()
                    .filter(child -> child.info().commandLine().orElse("").contains("local/storm/jvm.options"))
                    .findFirst()
                    .orElseThrow();
            storm.destroyForcibly();
            assertThat(demo.exitCode()).isEqualTo(1);
            assertThat(demo.output())
                    .contains("Everything is stopped, because Storm ended with status")
                    .doesNotContain("\tat ");
            assertGone(children);
        }
    }

    /** A process whose parent is gone counts as alive until the system has taken note of its end. */
    private static void assertGone(List<ProcessHandle> children) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    private static void assertRunningStatisticsGrow(DemoProcess demo, String sensor)
            throws IOException, InterruptedException {
        long before = stats(demo, sensor).get("count").asLong();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stats(demo, sensor).get("count").asLong() >= before + 20);
        JsonNode stats = stats(demo, sensor);
        assertThat(stats.get("mean").asDouble())
                .isBetween(stats.get("min").asDouble(), stats.get("max").asDouble());
        assertThat(stats.get("std").asDouble()).isPositive();
    }

    private static void assertTakesReadingsOverHttp(DemoProcess demo) throws IOException, InterruptedException {
        new Rig(demo).send("by-hand,1700000000000,20\nby-hand,1700000001000,23\n");
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> stats(demo, "by-hand").get("count").asLong() == 2);
        assertThat(stats(demo, "by-hand").get("mean").asDouble()).isEqualTo(21.5);
    }

    /** What the topology has judged is recomputed from what lies in Kafka. */
    private static void assertExplainsAnAnomaly(DemoProcess demo) throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            rows.append("explained,")
                    .append(1_700_000_000_000L + 100L * i)
                    .append(',')
                    .append(i % 3 + 0.1)
                    .append('\n');
        }
        new Rig(demo).send(rows.append("explained,1700000004000,50\n").toString());
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> anomalies(demo).size() == 1);
        JsonNode stored = anomalies(demo).get(0);
        JsonNode explanation = get(demo, "api/anomalies/" + stored.get("id").asText() + "/explain");
        assertThat(explanation.get("outcome").asText()).as("%s", explanation).isEqualTo("agrees");
        assertThat(explanation.get("recomputed").get("baseline")).isEqualTo(stored.get("baseline"));
        assertThat(get(demo, "api/readings?sensor=explained").get("readings")).hasSize(41);
    }

    /** The ledger's totals come once a minute at most. */
    private static void assertKibanasPanelsFindDocuments(DemoProcess demo) throws IOException {
        for (PanelSearches.Search search : PanelSearches.all()) {
            await().atMost(Duration.ofSeconds(100))
                    .untilAsserted(() -> assertThat(search.missing(answer(demo, search)))
                            .as("%s: columns without a value", search)
                            .isEmpty());
        }
    }

    private static JsonNode answer(DemoProcess demo, PanelSearches.Search search)
            throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(demo.elasticsearch().resolve("/" + search.index() + "/_search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(search.body()))
                .build();
        HttpResponse<byte[]> response = HTTP.send(post, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as("%s: %s", search, new String(response.body(), UTF_8))
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static JsonNode anomalies(DemoProcess demo) throws IOException, InterruptedException {
        return get(demo, "api/anomalies?sensor=explained").get("anomalies");
    }

    private static JsonNode stats(DemoProcess demo, String sensor) throws IOException, InterruptedException {
        return get(demo, "api/sensors/" + URLEncoder.encode(sensor, UTF_8)).get("stats");
    }

    /** The demo itself, the servers, and Storm with its ZooKeeper. */
    private static void assertListensOnLoopbackOnly(DemoProcess demo) throws IOException {
        int listening = 0;
        for (ProcessHandle process : all(demo)) {
            for (InetSocketAddress address : ListeningSockets.of(process)) {
                listening++;
                assertThat(address.getAddress().isLoopbackAddress())
                        .as("%s of %s", address, process.info().commandLine())
                        .isTrue();
            }
        }
        assertThat(listening).isGreaterThanOrEqualTo(7);
    }

    private static List<ProcessHandle> all(DemoProcess demo) {
        List<ProcessHandle> all = new ArrayList<>(demo.handle().descendants().toList());
        all.add(demo.handle());
        return all;
    }

    private static long memoryKib(DemoProcess demo) throws IOException {
        long sum = 0;
        for (ProcessHandle process : all(demo)) {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS")) {
                    sum += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return sum;
    }

    private static JsonNode get(DemoProcess demo, String path) throws IOException, InterruptedException {
        URI uri = demo.page().resolve(path);
        HttpResponse<byte[]> response =
                HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        return JSON.readTree(response.body());
    }
}
