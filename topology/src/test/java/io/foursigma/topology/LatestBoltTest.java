// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.topology.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.LatestBolt;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Streams;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.settings.Settings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatestBoltTest {

    private final SwitchedStores stores = new SwitchedStores();

    @ParameterizedTest
    @EnumSource
    void whileTheStoreIsAwayTheNewestValueOfEachSensorIsKeptAndNothingElse(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.LATEST, latest())) {
            stores.away = true;
            update(harness, new LatestUpdate(list(Samples.latest("a", 1, null)), list(), false));
            harness.pulseUntil(() -> !stores.calls.isEmpty());
            for (long time = 2; time <= 500; time++) {
                update(harness, new LatestUpdate(list(Samples.latest("a", time, null)), list(), false));
            }
            update(
                    harness,
                    new LatestUpdate(
                            list(new LatestSensor("a", null, Samples.stats("a", 3)), Samples.latest("b", 0, null)),
                            list(Samples.anomaly(7, 4.5)),
                            false));
            List<Object> newest = List.of(
                    List.of(Samples.latest("a", 500, Samples.stats("a", 3)), Samples.latest("b", 0, null)),
                    List.of(Samples.anomaly(7, 4.5)));
            harness.pulseUntil(() -> stores.calls.contains(newest));
            stores.away = false;
            harness.pulseUntil(() -> !stores.latestPut.isEmpty());
            harness.pulse();
            harness.pulse();
            assertThat(stores.latestPut).containsExactly(newest);
            assertThat(harness.acked()).as("nobody waits for the live page").isEmpty();
            assertThat(harness.failed()).isEmpty();
        }
    }

    private LatestBolt latest() {
        return new LatestBolt(stores, BoltSettings.windows(Settings.defaults()), () -> 0);
    }

    private static void update(BoltHarness harness, LatestUpdate update) {
        harness.execute(FoursigmaTopology.STATS, Streams.LATEST, update);
    }
}
