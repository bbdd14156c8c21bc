// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.Moments;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.WindowState;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.Resources;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Claim;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoredOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a keyspace that version 1 of the schema has made and filled. */
final class CassandraUpgradeIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.CASSANDRA);

    private static final Map<Integer, Progress> STATS_PROGRESS =
            Map.of(0, new Progress(41, 45, 40, 5, 3, 2, 0), 3, new Progress(7, 0, 7, 0, 0, 0, 0));
    private static final StatsRow STATS = new StatsRow(new Moments(2, 1.5, 1e-20, 0.5, -1e-20, 1, 2), 2, 99, 3, 6, 1);
    private static final Map<Integer, Progress> WINDOWS_PROGRESS = Map.of(0, new Progress(40, 0, 0, 0, 3, 0, 0));
    private static final SensorWindowsState WINDOWS = new SensorWindowsState(
            2_500,
            List.of(
                    new WindowState(0, new Moments(2, 1.5, 1e-20, 0.5, -1e-20, 1, 2), null, 2),
                    new WindowState(2_000, new Moments(1, 1, 0, 0, 0, 1, 1), new Baseline(0, 2_000, 2, 1.5, 0.5), 0)));

    @Test
    void stateOfVersion1IsReadAndFlushesGoOn() {
        Settings settings = filledByVersion1("upgrade_state");

        CassandraSchema.install(settings);

        try (BucketStore<StatsRow> stats = CassandraBucketStore.stats(settings);
                StateReader reader = new CassandraStateReader(settings)) {
            assertThat(reader.statsProgress()).isEqualTo(Map.of(2, STATS_PROGRESS));
            assertThat(reader.windowsProgress()).isEqualTo(Map.of(2, WINDOWS_PROGRESS));

            assertThat(stats.claim(2, "new")).isEqualTo(new Claim(8, 12, "topic", STATS_PROGRESS));
            assertThat(stats.load(2, 8, Set.of("pump", "x"))
                            .toCompletableFuture()
                            .join())
                    .contains(Map.of("pump", STATS));
            Map<Integer, Progress> next = Map.of(0, new Progress(50, 54, 49, 5, 3, 2, 9));
            var flush = new Flush<>(2, 8, 13, "topic", next, Map.of("new", STATS), List.of());
            assertThat(stats.flush(flush).toCompletableFuture().join()).isEqualTo(FlushOutcome.DURABLE);
            assertThat(reader.statsProgress()).isEqualTo(Map.of(2, next));
            assertThat(stats.load(2, 8, Set.of("pump", "new"))
                            .toCompletableFuture()
                            .join())
                    .contains(Map.of("pump", STATS, "new", STATS));
        }
    }

    @Test
    void bucketOfVersion1GetsOutputs() {
        Settings settings = filledByVersion1("upgrade_outputs");

        CassandraSchema.install(settings);

        try (BucketStore<SensorWindowsState> windows = CassandraBucketStore.windows(settings)) {
            assertThat(windows.claim(2, "new")).isEqualTo(new Claim(5, 3, "topic", WINDOWS_PROGRESS));
            assertThat(windows.load(2, 5, Set.of("pump")).toCompletableFuture().join())
                    .contains(Map.of("pump", WINDOWS));
            assertThat(windows.outputs(2, 0, 0, 40).toCompletableFuture().join())
                    .isEmpty();
            List<StoredOutput> outputs = List.of(new StoredOutput(0, 40, 0, "{}"));
            var flush = new Flush<SensorWindowsState>(2, 5, 4, "topic", Map.of(0, Progress.at(41)), Map.of(), outputs);
            assertThat(windows.flush(flush).toCompletableFuture().join()).isEqualTo(FlushOutcome.DURABLE);
            assertThat(windows.outputs(2, 0, 0, 41).toCompletableFuture().join())
                    .isEqualTo(outputs);
        }
    }

    @Test
    void installingTwiceUpgradesOnce() {
        Settings settings = filledByVersion1("upgrade_twice");

        CassandraSchema.install(settings);
        CassandraSchema.install(settings);

        try (CqlSession session = CassandraSessions.open(settings)) {
            Row version = Objects.requireNonNull(
                    session.execute("SELECT version, state_buckets, window_millis FROM upgrade_twice.schema_version")
                            .one());
            assertThat(version.getInt(0)).isEqualTo(2);
            assertThat(version.getInt(1)).isEqualTo(16);
            assertThat(version.getLong(2)).isEqualTo(2_000);
        }
    }

    @Test
    void upgradeThatStoppedHalfwayIsFinished() {
        Settings settings = filledByVersion1("upgrade_half");
        CassandraFixture.execute(settings, "ALTER TYPE upgrade_half.progress ADD lost bigint");

        CassandraSchema.install(settings);

        try (StateReader reader = new CassandraStateReader(settings)) {
            assertThat(reader.statsProgress()).isEqualTo(Map.of(2, STATS_PROGRESS));
        }
    }

    @Test
    void keyspaceThatIsNotUpgradedIsNamedTogetherWithTheCure() {
        Settings settings = filledByVersion1("upgrade_absent");

        try (BucketStore<StatsRow> stats = CassandraBucketStore.stats(settings)) {
            assertThatThrownBy(() -> stats.claim(2, "new"))
                    .isInstanceOf(CassandraSchemaException.class)
                    .hasMessageContaining("Keyspace upgrade_absent has version 1 of the schema")
                    .hasMessageContaining("works with version 2")
                    .hasMessageContaining("install the schema");
        }
    }

    @Test
    void keyspaceThatIsRefusedIsNotUpgraded() {
        Settings settings = filledByVersion1("upgrade_refused");

        assertThatThrownBy(() -> CassandraSchema.install(settings.with(SettingsTable.STATE_BUCKETS, "17")))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("16 buckets");

        try (CqlSession session = CassandraSessions.open(settings)) {
            assertThat(InstalledSchema.read(session, "upgrade_refused")).doesNotContainKey("table outputs");
        }
    }

    private static Settings filledByVersion1(String keyspace) {
        Settings settings = CassandraFixture.settings(SERVERS.cassandra(), keyspace, 16);
        CassandraFixture.execute(
                settings,
                "CREATE KEYSPACE " + keyspace
                        + " WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': 1}");
        CqlFile.statements(Resources.text("cassandra/001-state.cql"))
                .forEach(statement -> CassandraFixture.execute(settings, statement.inKeyspace(keyspace)));
        String moments = "{count: 2, mean: 1.5, mean_low: 1e-20, m2: 0.5, m2_low: -1e-20, min: 1, max: 2}";
        CassandraFixture.execute(
                settings,
                "CREATE TABLE " + keyspace + ".schema_version (name text, version int, state_buckets int,"
                        + " window_millis bigint, PRIMARY KEY (name))",
                "INSERT INTO " + keyspace + ".schema_version (name, version, state_buckets) VALUES ('state', 1, 16)"
                        + " IF NOT EXISTS",
                "UPDATE " + keyspace + ".schema_version SET window_millis = 2000 WHERE name = 'state'"
                        + " IF window_millis = null",
                "UPDATE " + keyspace + ".sensor_stats SET epoch = 7, owner = 'old', sequence = 12, topic_id = 'topic',"
                        + " progress = {0: {next: 41, read: 45, applied: 40, dead_lettered: 5, late: 3, replayed: 2},"
                        + " 3: {next: 7, read: 0, applied: 7, dead_lettered: 0, late: 0, replayed: 0}}"
                        + " WHERE bucket = 2 IF epoch = null",
                "INSERT INTO " + keyspace + ".sensor_stats (bucket, sensor, format, moments, last_value, last_time,"
                        + " last_partition, last_offset, last_index) VALUES (2, 'pump', 1, " + moments
                        + ", 2, 99, 3, 6, 1)",
                "UPDATE " + keyspace + ".sensor_windows SET epoch = 4, owner = 'old', sequence = 3, topic_id = 'topic',"
                        + " progress = {0: {next: 40, read: 0, applied: 0, dead_lettered: 0, late: 3, replayed: 0}}"
                        + " WHERE bucket = 2 IF epoch = null",
                "INSERT INTO " + keyspace + ".sensor_windows (bucket, sensor, format, watermark, windows) VALUES"
                        + " (2, 'pump', 1, 2500, [{start: 0, moments: " + moments + ", published_revision: 2},"
                        + " {start: 2000, moments: {count: 1, mean: 1, mean_low: 0, m2: 0, m2_low: 0, min: 1, max: 1},"
                        + " baseline: {start: 0, end: 2000, count: 2, mean: 1.5, std: 0.5}, published_revision: 0}])");
        return settings;
    }
}
