// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StateReaderContract;
import io.foursigma.stores.StatsRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraStateReaderIT extends StateReaderContract {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.CASSANDRA);

    private static Settings settings;
    private static BucketStore<StatsRow> stats;
    private static BucketStore<SensorWindowsState> windows;
    private static StateReader reader;

    @BeforeAll
    static void open() {
        settings = CassandraFixture.settings(SERVERS.cassandra(), "contract_reader", BUCKETS.count());
        CassandraSchema.install(settings);
        stats = CassandraBucketStore.stats(settings);
        windows = CassandraBucketStore.windows(settings);
        reader = new CassandraStateReader(settings);
    }

    @AfterAll
    static void close() {
        stats.close();
        windows.close();
        reader.close();
    }

    @BeforeEach
    void empty() {
        CassandraFixture.execute(
                settings,
                "TRUNCATE contract_reader.sensor_stats",
                "TRUNCATE contract_reader.sensor_windows",
                "TRUNCATE contract_reader.stats_snapshots",
                "TRUNCATE contract_reader.windows_snapshots",
                "TRUNCATE contract_reader.outputs");
    }

    @Override
    protected BucketStore<StatsRow> stats() {
        return stats;
    }

    @Override
    protected BucketStore<SensorWindowsState> windows() {
        return windows;
    }

    @Override
    protected StateReader reader() {
        return reader;
    }
}
