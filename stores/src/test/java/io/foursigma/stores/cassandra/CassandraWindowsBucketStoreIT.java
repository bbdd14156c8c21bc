// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StoredOutputsContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraWindowsBucketStoreIT extends StoredOutputsContract<SensorWindowsState> {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.CASSANDRA);

    private static BucketStore<SensorWindowsState> one;
    private static BucketStore<SensorWindowsState> other;

    @BeforeAll
    static void open() {
        Settings settings = CassandraFixture.settings(SERVERS.cassandra(), "contract_windows", BUCKETS);
        CassandraSchema.install(settings);
        one = CassandraBucketStore.windows(settings);
        other = CassandraBucketStore.windows(settings);
    }

    @AfterAll
    static void close() {
        one.close();
        other.close();
    }

    @Override
    protected BucketStore<SensorWindowsState> one() {
        return one;
    }

    @Override
    protected BucketStore<SensorWindowsState> other() {
        return other;
    }

    @Override
    protected SensorWindowsState sample(SplittableRandom source) {
        return SampleState.windows(source);
    }

    @Override
    protected List<SensorWindowsState> extremes() {
        return SampleState.extremeWindows();
    }
}
