// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Results;
import io.foursigma.bolts.StatefulConfig;
import io.foursigma.bolts.StatsBolt;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.order.Rules;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.SensorStats;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatsBoltTest {

    private final SwitchedStores stores = new SwitchedStores();
    private final AtomicLong now = new AtomicLong(50_000);
    private final Shares shares = new Shares();

    @ParameterizedTest
    @EnumSource
    void statisticsGoToTheLivePageAtOnceAndOutWhenTheyAreDurable(Way way) {
        try (BoltHarness harness = stats(way)) {
            harness.pulse();
            Tuple first = offer(harness, shares.next(100, 10, 2, 4, 4));
            Tuple second = offer(harness, shares.next(200, 10, 4, 5, 5, 7, 9));
            harness.pulse();
            SensorStats expected = new SensorStats(Shares.SENSOR, 8, 5, 2, Math.sqrt(32.0 / 7), 2, 9, 9, 240);
            assertThat(harness.emitted(Streams.LATEST, LatestUpdate.class)
                            .get(1)
                            .sensors()
                            .get(0)
                            .stats())
                    .isEqualTo(expected);
            assertThat(harness.emissions(Streams.LATEST).get(1).anchors()).isEmpty();
            assertThat(harness.emissions(Streams.RESULTS)).isEmpty();
            assertThat(harness.acked()).isEmpty();

            flush(harness);
            assertThat(harness.emitted(Streams.RESULTS, Results.class))
                    .singleElement()
                    .satisfies(results -> assertThat(results.stats()).containsExactly(expected));
            assertThat(harness.emissions(Streams.RESULTS).get(0).anchors()).containsExactly(first, second);
            assertThat(harness.acked()).containsExactly(first, second);
        }
    }

    @ParameterizedTest
    @EnumSource
    void replayIsAckedAndSendsThePresentStatisticsAgain(Way way) {
        try (BoltHarness harness = stats(way)) {
            Share share = shares.next(100, 10, 1, 2, 3);
            offer(harness, share);
            flush(harness);
            Tuple again = offer(harness, share);
            flush(harness);
            assertThat(harness.acked()).hasSize(2).contains(again);
            assertThat(harness.failed()).isEmpty();
            List<Results> results = harness.emitted(Streams.RESULTS, Results.class);
            assertThat(results).hasSize(2);
            assertThat(results.get(1)).isEqualTo(results.get(0));
            assertThat(harness.emissions(Streams.RESULTS).get(1).anchors()).containsExactly(again);
        }
    }

    @ParameterizedTest
    @EnumSource
    void newTaskGoesOnFromTheState(Way way) {
        try (BoltHarness harness = stats(way)) {
            offer(harness, shares.next(100, 10, 2, 4, 4));
            flush(harness);
        }
        try (BoltHarness harness = stats(way)) {
            offer(harness, shares.next(50, 10, 4, 5, 5, 7, 9));
            flush(harness);
            SensorStats stats = harness.emitted(Streams.RESULTS, Results.class)
                    .get(0)
                    .stats()
                    .get(0);
            assertThat(stats).isEqualTo(new SensorStats(Shares.SENSOR, 8, 5, 2, Math.sqrt(32.0 / 7), 2, 9, 4, 120));
        }
    }

    private BoltHarness stats(Way way) {
        return new BoltHarness(
                way,
                FoursigmaTopology.STATS,
                new StatsBolt(
                        stores,
                        new StatefulConfig(Shares.BUCKET_COUNT, 100, 1_000, 10_000, 60_000, Rules.ALL),
                        now::get));
    }

    private static Tuple offer(BoltHarness harness, Share share) {
        return harness.execute(FoursigmaTopology.DECODE, Streams.STATS_SHARES, share);
    }

    private void flush(BoltHarness harness) {
        now.addAndGet(100);
        harness.pulse();
        harness.pulse();
    }
}
