// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.RowLoadingContract;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoredOutput;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraStatsBucketStoreIT extends RowLoadingContract<StatsRow> {

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

    @Test
    void bucketsOfRunningStatisticsHaveNoOutputs() {
        long epoch = one.claim(BUCKETS - 1, "owner").epoch();
        var flush = new BucketStore.Flush<StatsRow>(
                BUCKETS - 1, epoch, 1, "topic", Map.of(), Map.of(), List.of(new StoredOutput(0, 0, 0, "{}")));

        assertThatThrownBy(() -> one.flush(flush))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of sensor_stats has no outputs");
        one.forget(BUCKETS - 1, epoch, 0, 1).toCompletableFuture().join();
        assertThat(one.outputs(BUCKETS - 1, 0, 0, 1).toCompletableFuture().join())
                .isEmpty();
    }
}
