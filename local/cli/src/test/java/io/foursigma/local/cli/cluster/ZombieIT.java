// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_DATACENTER;
import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_KEYSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.foursigma.local.cli.chaos.Signals;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stands still until others have its buckets, and then goes on where it stood. */
@Tag("long")
final class ZombieIT {

    private static final long SEED = 20_260_403;
    private static final long START_MILLIS = 1_770_000_000_000L;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int SUPERVISOR = 0;
    private static final String REFUSED = "has another owner now";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void writesOfAZombieAreRefusedAndChangeNothing() throws Exception {
        // Between two flushes there is time to stop a worker that has applied what it has not flushed.
        try (TestCluster cluster = TestCluster.up(
                folder.resolve("cluster"),
                SEED,
                START_MILLIS,
                "--workers",
                "4",
                "--supervisors",
                "2",
                "-c",
                "state.flush-interval=10s",
                "-c",
                "topology.message-timeout=30s")) {
            cluster.command("submit", "-c", "topology.workers=2", "-c", "topology.stateful-tasks=4");
            cluster.publish(1_000);
            cluster.assertStatisticsEqualTheOracle();
            try (StateReader state = new CassandraStateReader(cluster.settings());
                    CqlSession cassandra = open(cluster.settings())) {
                List<ProcessHandle> zombies = cluster.workers(SUPERVISOR);
                assertThat(zombies).isNotEmpty();
                Map<String, String> ownersBefore = owners(cassandra);
                stopWithStateThatIsNotFlushed(cluster, state, zombies);

                cluster.publish(1_000);
                cluster.assertStatisticsEqualTheOracle();
                Map<String, String> ownersAfter = owners(cassandra);
                assertMoved("sensor_stats", ownersBefore, ownersAfter);
                assertMoved("sensor_windows", ownersBefore, ownersAfter);
                Map<String, Object> rows = rows(state);
                assertThat(cluster.workerLog(SUPERVISOR)).noneMatch(line -> line.contains(REFUSED));

                resume(zombies);
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(cluster.workerLog(SUPERVISOR)).anyMatch(line -> line.contains(REFUSED)));
                assertThat(rows(state)).isEqualTo(rows);
                // Storm knows that it has no task any more, and ends it.
                resume(List.of(cluster.supervisor(SUPERVISOR)));
                await().atMost(SOON).untilAsserted(() -> assertThat(zombies).noneMatch(ProcessHandle::isAlive));
                assertThat(rows(state)).isEqualTo(rows);
            }
            // Its supervisor gets work again like any other.
            cluster.command("rebalance", "--workers", "3", "--wait", "1");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.workers(SUPERVISOR)).isNotEmpty());
            cluster.publish(1_000);
            cluster.assertStatisticsEqualTheOracle();
            cluster.assertAnomaliesEqualTheOracle();
            cluster.assertLatestValuesEqualTheOracle();
        }
    }

    /**
     * Stops the workers and their supervisor, which would end them otherwise, at a moment at which they have applied
     * readings that are not durable: values leave for Redis at once, and no bucket has come further in Cassandra.
     */
    private static void stopWithStateThatIsNotFlushed(
            TestCluster cluster, StateReader state, List<ProcessHandle> workers) {
        List<ProcessHandle> all = new ArrayList<>(List.of(cluster.supervisor(SUPERVISOR)));
        all.addAll(workers);
        await().atMost(SOON).until(() -> {
            List<Map<Integer, Map<Integer, Progress>>> before = progress(state);
            cluster.publish(500);
            cluster.assertLatestValuesEqualTheOracle();
            for (ProcessHandle process : all) {
                Signals.stop(process);
            }
            boolean nothingFlushed = progress(state).equals(before);
            if (!nothingFlushed) {
                resume(all);
            }
            return nothingFlushed;
        });
    }

    private static List<Map<Integer, Map<Integer, Progress>>> progress(StateReader state) {
        return List.of(state.statsProgress(), state.windowsProgress());
    }

    private static void resume(List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            Signals.resume(process);
        }
    }

    private static CqlSession open(Settings settings) {
        String[] contact = settings.get(CASSANDRA_CONTACT_POINTS).split(":", 2);
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(contact[0], Integer.parseInt(contact[1])))
                .withLocalDatacenter(settings.get(CASSANDRA_DATACENTER))
                .withKeyspace(settings.get(CASSANDRA_KEYSPACE))
                .build();
    }

    /** By table and bucket: the epoch and who has it. */
    private static Map<String, String> owners(CqlSession cassandra) {
        Map<String, String> owners = new TreeMap<>();
        for (String table : List.of("sensor_stats", "sensor_windows")) {
            for (Row row : cassandra.execute("SELECT DISTINCT bucket, epoch, owner FROM " + table)) {
                owners.put(table + ' ' + row.getInt(0), row.getLong(1) + " " + row.getString(2));
            }
        }
        return owners;
    }

    private static void assertMoved(String table, Map<String, String> before, Map<String, String> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.keySet())
                .anyMatch(bucket -> bucket.startsWith(table + ' ')
                        && !after.getOrDefault(bucket, "").equals(before.get(bucket)));
    }

    /** All rows of sensors; records compare their doubles bit by bit. */
    private static Map<String, Object> rows(StateReader state) {
        Map<String, Object> rows = new TreeMap<>();
        state.forEachStats((sensor, row) -> rows.put("stats of " + sensor, row));
        state.forEachWindows((sensor, row) -> rows.put("windows of " + sensor, row));
        return rows;
    }
}
