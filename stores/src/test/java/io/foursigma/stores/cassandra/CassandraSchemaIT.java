// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraSchemaIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.CASSANDRA);

    private static final int BUCKET = new Buckets(16).of("a");

    @Test
    void installingAgainKeepsTheState() {
        Settings settings = installed("schema_again");
        StatsRow row = SampleState.stats(new SplittableRandom(1));
        flush(settings, "a", row);

        CassandraSchema.install(settings);

        assertThat(read(settings)).contains(row);
    }

    @Test
    void keyspaceThatIsAbsentIsNamedTogetherWithTheCure() {
        Settings settings = settings("schema_absent");

        assertThatThrownBy(() -> claim(settings))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("schema_absent")
                .hasMessageContaining("there is no table sensor_stats")
                .hasMessageContaining("Install the schema");
    }

    @Test
    void whatIsMissingIsMadeAndTheRestKept() {
        Settings settings = installed("schema_part");
        flush(settings, "a", SampleState.stats(new SplittableRandom(1)));
        CassandraFixture.execute(settings, "DROP TABLE schema_part.sensor_windows");
        assertThatThrownBy(() -> claim(settings)).hasMessageContaining("there is no table sensor_windows");

        CassandraSchema.install(settings);

        assertThat(read(settings)).isPresent();
    }

    @Test
    void everyDifferenceIsReported() {
        Settings settings = installed("schema_changed");
        CassandraFixture.execute(
                settings,
                "ALTER TABLE schema_changed.sensor_stats DROP states",
                "ALTER TABLE schema_changed.sensor_windows ADD extra text",
                "ALTER TYPE schema_changed.progress ADD more bigint");

        assertThatThrownBy(() -> CassandraSchema.install(settings))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("table sensor_stats lacks 'states blob'")
                .hasMessageContaining("table sensor_windows has 'extra text'")
                .hasMessageContaining("type progress has 'more bigint'");
    }

    @Test
    void anotherNumberOfBucketsIsRefused() {
        Settings settings = installed("schema_buckets");
        Settings other = settings.with(SettingsTable.STATE_BUCKETS, "17");

        assertThatThrownBy(() -> CassandraSchema.install(other))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("holds state in 16 buckets, but state.buckets = 17");
        assertThatThrownBy(() -> claim(other)).isInstanceOf(CassandraSchemaException.class);
        assertThatThrownBy(() -> read(other)).isInstanceOf(CassandraSchemaException.class);
    }

    @Test
    void firstTopologySettlesTheWindowsLengthAndAnotherLengthIsRefused() {
        Settings settings = installed("schema_windows").with(SettingsTable.WINDOW_LENGTH, "5s");
        CassandraSchema.settleWindowLength(settings);
        CassandraSchema.settleWindowLength(settings.with(SettingsTable.WINDOW_LENGTH, "5000ms"));

        assertThatThrownBy(() -> CassandraSchema.settleWindowLength(settings.with(SettingsTable.WINDOW_LENGTH, "2s")))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("holds windows of 5000ms, but window.length = 2s")
                .hasMessageContaining("cassandra.keyspace");
    }

    @Test
    void newerVersionOfTheSchemaIsRefused() {
        Settings settings = installed("schema_newer");
        CassandraFixture.execute(settings, "UPDATE schema_newer.schema_version SET version = 4 WHERE name = 'state'");

        assertThatThrownBy(() -> CassandraSchema.install(settings))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("use the version of Foursigma that installed it");
        assertThatThrownBy(() -> claim(settings))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("has version 4 of the schema");
    }

    @Test
    void earlierVersionOfTheSchemaIsRefusedTogetherWithTheCure() {
        Settings settings = installed("schema_older");
        CassandraFixture.execute(settings, "UPDATE schema_older.schema_version SET version = 2 WHERE name = 'state'");

        for (ThrowingCallable use :
                List.<ThrowingCallable>of(() -> CassandraSchema.install(settings), () -> claim(settings))) {
            assertThatThrownBy(use)
                    .isInstanceOf(CassandraSchemaException.class)
                    .hasMessageContaining("Keyspace schema_older has version 2 of the schema")
                    .hasMessageContaining("another cassandra.keyspace and another kafka.group");
        }
    }

    @Test
    void statesOfANewerFormatAreRefused() {
        Settings settings = installed("schema_format");
        flush(settings, "a", SampleState.stats(new SplittableRandom(1)));
        CassandraFixture.execute(
                settings,
                "UPDATE schema_format.sensor_stats SET format = 3 WHERE bucket = " + BUCKET
                        + " AND flush = 1 AND piece = 0");

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(CassandraSchemaException.class)
                .hasMessageContaining("States in bucket " + BUCKET + " of sensor_stats have format 3");
    }

    @Test
    void newKeyspaceHasTheReplicasThatAreSetAndTooFewNodesAreReported() {
        Settings settings = settings("schema_replicas").with(SettingsTable.CASSANDRA_REPLICAS, "3");

        assertThatThrownBy(() -> CassandraSchema.install(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'datacenter1': 3")
                .hasMessageContaining("cassandra.replicas");

        String query = "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = 'schema_replicas'";
        try (CqlSession session = CassandraSessions.open(settings)) {
            Row keyspace = Objects.requireNonNull(session.execute(query).one());
            assertThat(keyspace.getMap("replication", String.class, String.class))
                    .containsEntry("class", "org.apache.cassandra.locator.NetworkTopologyStrategy")
                    .containsEntry("datacenter1", "3");
        }
    }

    private static Settings settings(String keyspace) {
        return CassandraFixture.settings(SERVERS.cassandra(), keyspace, 16);
    }

    private static Settings installed(String keyspace) {
        Settings settings = settings(keyspace);
        CassandraSchema.install(settings);
        return settings;
    }

    private static BucketStore.Claim claim(Settings settings) {
        try (BucketStore<StatsRow> store = CassandraBucketStore.stats(settings)) {
            return store.claim(BUCKET, "owner");
        }
    }

    private static void flush(Settings settings, String sensor, StatsRow row) {
        try (BucketStore<StatsRow> store = CassandraBucketStore.stats(settings)) {
            long epoch = store.claim(BUCKET, "owner").epoch();
            Flush<StatsRow> flush =
                    new Flush<>(BUCKET, epoch, 1, "topic", Map.of(0, Progress.at(1)), Map.of(sensor, row), List.of());
            assertThat(store.flush(flush).toCompletableFuture().join()).isEqualTo(BucketStore.FlushOutcome.DURABLE);
        }
    }

    private static Optional<StatsRow> read(Settings settings) {
        try (StateReader reader = new CassandraStateReader(settings)) {
            return reader.stats("a");
        }
    }
}
