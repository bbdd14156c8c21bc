// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of real daemons from its start to its end, with a worker killed on the way. */
final class ClusterIT {

    private static final long SEED = 20_260_401;
    private static final long START_MILLIS = 1_750_000_000_000L;

    private static final Pattern READ = Pattern.compile("(?m)^foursigma_readings_read_total\\{.*} (\\S+)$");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readingsSurviveAKilledWorkerAndANewSubmission() throws Exception {
        Path data = folder.resolve("cluster");
        List<ProcessHandle> all;
        try (TestCluster cluster = TestCluster.up(data, SEED, START_MILLIS, "--workers", "2")) {
            assertWrongSettingsAreRefusedBeforeSubmission(cluster, data);
            assertThat(cluster.command("submit")).contains("Topology 'foursigma' is submitted. Workers: 2;");
            assertThat(cluster.command("submit", "-c", "topology.if-alive=keep"))
                    .contains("Topology 'foursigma' is alive and is kept as it is");
            cluster.publish(2_000);
            cluster.assertStatisticsEqualTheOracle();
            cluster.assertAnomaliesEqualTheOracle();
            assertStatusTells(cluster);
            assertMetricsAreServed(cluster);

            ProcessHandle killed = cluster.workers().get(0);
            cluster.publish(1_000);
            killed.destroyForcibly();
            cluster.publish(1_000);
            cluster.assertStatisticsEqualTheOracle();
            cluster.assertAnomaliesEqualTheOracle();
            await().atMost(Duration.ofMinutes(1)).until(() -> cluster.workers().size() >= 2);
            cluster.assertLatestValuesEqualTheOracle();

            assertThat(cluster.command("kill", "--wait", "3")).contains("is killed");
            assertThat(cluster.command("status")).contains("No topology is alive");
            cluster.publish(1_000);
            Path conf = Files.writeString(folder.resolve("settings.yaml"), """
                    topology.stateful-tasks: 3
                    time.max-ahead: off
                    """);
            assertThat(cluster.command("submit", "-conf", conf.toString(), "-c", "topology.workers=1"))
                    .contains("* time.max-ahead = off")
                    .contains(
                            "Workers: 1; spout tasks: 2 for 4 partitions; tasks of decode: 2; of each stateful bolt: 3");
            cluster.assertStatisticsEqualTheOracle();
            cluster.assertAnomaliesEqualTheOracle();
            all = cluster.processes();
            assertThat(all).hasSizeGreaterThan(8);
            assertThat(cluster.command("down", "--delete-data")).contains("The cluster is down");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
        assertThat(Files.exists(data)).isFalse();
    }

    private static void assertWrongSettingsAreRefusedBeforeSubmission(TestCluster cluster, Path data) throws Exception {
        String told = Foursigma.refuse(
                Map.of("FOURSIGMA_WINDOWS", "few"),
                "cluster",
                "submit",
                "--data",
                data.toString(),
                "-c",
                "sigmas=0",
                "-c",
                "no.such=1",
                "-c",
                "topology.max.spout.pending=7");
        assertThat(told)
                .contains("FOURSIGMA_WINDOWS = 'few'")
                .contains("sigmas = '0'")
                .contains("no.such = '1'")
                .contains("give topology.max-pending instead");
        assertThat(cluster.nimbus().topologies()).isEmpty();
    }

    /** Each worker serves its own; together they have read every reading at least once. */
    private static void assertMetricsAreServed(TestCluster cluster) throws Exception {
        double read = 0;
        for (int slot : cluster.state().ports().slots()) {
            URI uri = URI.create("http://127.0.0.1:" + (slot + UpOptions.METRICS_OFFSET) + "/metrics");
            String scrape = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher lines = READ.matcher(scrape);
            while (lines.find()) {
                read += Double.parseDouble(lines.group(1));
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(2_000);
    }

    private static void assertStatusTells(TestCluster cluster) {
        for (ProcessHandle worker : cluster.workers()) {
            assertThat(worker.isAlive()).isTrue();
        }
        // Nimbus knows of an executor from the heartbeats of its worker, some seconds after it has begun.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(cluster.command("status"))
                        .containsPattern("Nimbus +\\d+")
                        .containsPattern("Topology foursigma: ACTIVE, up \\d+ s, 2 workers")
                        .containsPattern("worker 127.0.0.1:\\d+ +pid \\d+ ")
                        .containsPattern("stats +2 +2 +\\d+ +\\d+ +\\d+ +\\d")
                        .containsPattern("partition +end +committed +lag")
                        .contains("Ledger: read 2,000 = applied 2,000 + dead letters 0"));
    }
}
