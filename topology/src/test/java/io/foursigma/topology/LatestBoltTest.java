// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.topology.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.LatestBolt;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatestBoltTest {

    private final SwitchedStores stores = new SwitchedStores();
    private volatile long nowMillis;

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

    @ParameterizedTest
    @EnumSource
    void valuesLeaveTenTimesASecondAtMostAndAnomaliesAtOnce(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.LATEST, latest())) {
            putOne(harness, "a", 1, 1);
            nowMillis = 99;
            update(harness, new LatestUpdate(list(Samples.latest("a", 2, null)), list(), false));
            harness.pulse();
            assertThat(harness.metric(TaskMetric.SINK_QUEUE_DEPTH)).isEqualTo(1);
            nowMillis = 100;
            harness.pulseUntil(() -> stores.latestPut.size() == 2);
            harness.pulseUntil(() -> harness.metric(TaskMetric.SINK_QUEUE_DEPTH) == 0);
            update(harness, new LatestUpdate(list(Samples.latest("a", 3, null)), list(Samples.anomaly(7, 4.5)), false));
            harness.pulseUntil(() -> stores.latestPut.size() == 3);
            assertThat(stores.latestPut.get(2))
                    .isEqualTo(List.of(List.of(Samples.latest("a", 3, null)), List.of(Samples.anomaly(7, 4.5))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void manySensorsLeaveInBatchesOneAfterTheOtherThoseThatHaveWaitedTheLongestFirst(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.LATEST, latest())) {
            List<LatestSensor> sensors = IntStream.range(0, 12_000)
                    .mapToObj(i -> Samples.latest("s" + i, 1, null))
                    .toList();
            update(harness, new LatestUpdate(new ArrayList<>(sensors), list(), false));
            harness.pulseUntil(() -> stores.latestPut.size() == 3);
            assertThat(stores.latestPut)
                    .containsExactly(
                            List.of(sensors.subList(0, 5_000), List.of()),
                            List.of(sensors.subList(5_000, 10_000), List.of()),
                            List.of(sensors.subList(10_000, 12_000), List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void clockThatIsPutBackOrForwardHoldsNoValueUp(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.LATEST, latest())) {
            nowMillis = 10_000_000;
            putOne(harness, "a", 1, 1);
            nowMillis = 0;
            putOne(harness, "a", 2, 2);
            update(harness, new LatestUpdate(list(Samples.latest("a", 3, null)), list(), false));
            nowMillis = 200;
            harness.pulse();
            nowMillis = 20_000_000;
            harness.pulseUntil(() -> harness.metric(TaskMetric.SINK_QUEUE_DEPTH) == 0);
            nowMillis = 20_001_000;
            putOne(harness, "a", 4, 4);
        }
    }

    private void putOne(BoltHarness harness, String sensor, long time, int puts) {
        update(harness, new LatestUpdate(list(Samples.latest(sensor, time, null)), list(), false));
        harness.pulseUntil(() -> stores.latestPut.size() == puts);
        harness.pulseUntil(() -> harness.metric(TaskMetric.SINK_QUEUE_DEPTH) == 0);
    }

    private LatestBolt latest() {
        return new LatestBolt(stores, BoltSettings.windows(Settings.defaults()), () -> nowMillis);
    }

    private static void update(BoltHarness harness, LatestUpdate update) {
        harness.execute(FoursigmaTopology.STATS, Streams.LATEST, update);
    }
}
