// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStoreContract;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StatsRow;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraStatsBucketStoreIT extends BucketStoreContract<StatsRow> {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.CASSANDRA);

    private static BucketStore<StatsRow> one;
    private static BucketStore<StatsRow> other;

    @BeforeAll
    static void open() {
        Settings settings = CassandraFixture.settings(SERVERS.cassandra(), "contract_stats", BUCKETS);
        CassandraSchema.install(settings);
        one = CassandraBucketStore.stats(settings);
        other = CassandraBucketStore.stats(settings);
    }

    @AfterAll
    static void close() {
        one.close();
        other.close();
    }

    @Override
    protected BucketStore<StatsRow> one() {
        return one;
    }

    @Override
    protected BucketStore<StatsRow> other() {
        return other;
    }

    @Override
    protected StatsRow sample(SplittableRandom source) {
        return SampleState.stats(source);
    }

    @Override
    protected List<StatsRow> extremes() {
        return SampleState.extremeStats();
    }
}
