// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that the runbook says can be done to a topology and its cluster, one after the other, on readings that count. */
@Tag("long")
final class ClusterLifeIT {

    private static final long SEED = 20_260_402;
    private static final long START_MILLIS = 1_760_000_000_000L;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void noReadingIsLostWhateverTheRunbookDoes() throws Exception {
        Path data = folder.resolve("cluster");
        try (TestCluster cluster = TestCluster.up(data, SEED, START_MILLIS, "--workers", "3", "--supervisors", "2")) {
            cluster.command("submit", "-c", "topology.workers=2");
            cluster.publish(1_000);
            cluster.assertStatisticsEqualTheOracle();

            deactivateAndActivate(cluster);
            rebalance(cluster);
            cluster.assertAnomaliesEqualTheOracle();
            killDaemons(cluster);
            submitAnotherJarWithOtherParallelism(cluster);
            addPartitions(cluster);
            killTheKeeper(cluster, data);
            cluster.assertAnomaliesEqualTheOracle();
            cluster.assertLatestValuesEqualTheOracle();
        }
    }

    private static void deactivateAndActivate(TestCluster cluster) throws Exception {
        cluster.command("deactivate");
        assertThat(cluster.nimbus().topology("foursigma").orElseThrow().get_status())
                .isEqualTo("INACTIVE");
        cluster.publish(500);
        cluster.command("activate");
        cluster.assertStatisticsEqualTheOracle();
    }

    private static void rebalance(TestCluster cluster) throws Exception {
        String id = cluster.nimbus().topology("foursigma").orElseThrow().get_id();
        cluster.command("rebalance", "--workers", "3", "--wait", "1");
        cluster.publish(500);
        await().atMost(SOON).until(() -> cluster.nimbus().page(id).get_workers_size() == 3);
        cluster.publish(500);
        cluster.assertStatisticsEqualTheOracle();
    }

    /** The keeper starts daemons again. Workers go on without them, but Storm may move their tasks when all were away. */
    private static void killDaemons(TestCluster cluster) throws Exception {
        for (String daemon : List.of("Supervisor 1", "Nimbus", "ZooKeeper", "Relay")) {
            KnownProcess killed = child(cluster, daemon);
            killed.find().orElseThrow().destroyForcibly();
            cluster.publish(200);
            await().atMost(SOON).until(() -> !child(cluster, daemon).equals(killed));
        }
        cluster.assertStatisticsEqualTheOracle();
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class) // nimbus may be on its way up again
                .until(() -> cluster.nimbus().supervisors() == 2
                        && cluster.nimbus().topology("foursigma").isPresent());
    }

    private static KnownProcess child(TestCluster cluster, String name) {
        return Objects.requireNonNull(cluster.state().children().get(name), name);
    }

    private static void submitAnotherJarWithOtherParallelism(TestCluster cluster) throws Exception {
        Path jar = Path.of(System.getProperty("foursigma.home"), "topology/target/foursigma-topology.jar");
        Path copy = Files.copy(jar, Files.createTempDirectory("foursigma-jar-").resolve("next.jar"));
        cluster.publish(500);
        cluster.command("kill", "--wait", "5");
        cluster.publish(500);
        cluster.command(
                "submit",
                "--jar",
                copy.toString(),
                "-c",
                "topology.workers=1",
                "-c",
                "topology.spouts=3",
                "-c",
                "topology.decoders=1",
                "-c",
                "topology.stateful-tasks=5");
        cluster.assertStatisticsEqualTheOracle();
        Files.delete(copy);
        Files.delete(copy.getParent());
    }

    /** The sensors' keys lie in other partitions from then on; everything before is done with. */
    private static void addPartitions(TestCluster cluster) throws Exception {
        String topic = cluster.settings().get(SettingsTable.READINGS_TOPIC);
        String bootstrap = cluster.settings().get(SettingsTable.KAFKA_BOOTSTRAP);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(6)))
                    .all()
                    .get();
        }
        cluster.publish(1_000);
        cluster.assertStatisticsEqualTheOracle();
    }

    /** Everything ends with it; the next start finds the topology that was never killed, and goes on. */
    private static void killTheKeeper(TestCluster cluster, Path data) throws Exception {
        List<ProcessHandle> all = cluster.processes();
        cluster.state().keeper().find().orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
        Foursigma.succeed("cluster", "up", "--data", data.toString(), "--workers", "3", "--supervisors", "2");
        cluster.publish(500);
        cluster.assertStatisticsEqualTheOracle();
    }
}
