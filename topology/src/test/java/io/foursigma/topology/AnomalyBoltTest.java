// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.foursigma.bolts.AnomalyBolt;
import io.foursigma.bolts.Insights;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Results;
import io.foursigma.bolts.StatefulConfig;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.WindowSettings;
import io.foursigma.bolts.order.Rules;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.WindowStats;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnomalyBoltTest {

    private static final BaselineStats BASELINE = new BaselineStats(0, 2_000, 8, 5, 2);

    private final SwitchedStores stores = new SwitchedStores();
    private final AtomicLong now = new AtomicLong(50_000);
    private final Shares shares = new Shares();

    @ParameterizedTest
    @EnumSource
    void anomalyCarriesAllThatTheVerdictWasMadeOf(Way way) {
        try (BoltHarness harness = anomaly(way, true)) {
            offer(harness, shares.next(0, 10, 2, 4, 4, 4, 5, 5, 7, 9));
            Tuple second = offer(harness, shares.next(2_100, 10, 13, 13.5, -3.5));
            flush(harness);
            Anomaly found = harness.emitted(Streams.RESULTS, Results.class)
                    .get(0)
                    .anomalies()
                    .get(0);
            assertThat(found)
                    .isEqualTo(new Anomaly(
                            new Position("topic-1", 0, 9, 0),
                            Shares.SENSOR,
                            2_110,
                            13.5,
                            4.25,
                            BASELINE,
                            // As docs/documents.md tells how it is made.
                            new Anomaly.Rule(4, 8, 0, "cf824f7677c1"),
                            2_000,
                            4_000,
                            10_009,
                            50_000,
                            "topic-1.0.9.0"));
            assertThat(Math.abs(found.value() - found.baseline().mean()))
                    .isGreaterThan(found.rule().sigmas()
                            * Math.max(found.baseline().std(), found.rule().minStd()));
            Insights insights =
                    harness.emitted(Streams.INSIGHTS, Insights.class).get(0);
            assertThat(insights.anomalies()).extracting(Anomaly::value).containsExactly(13.5, -3.5);
            assertThat(harness.emissions(Streams.INSIGHTS).get(0).anchors()).containsExactly(second);
            assertThat(harness.acked()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedWindowGoesOutWithThePositionOfTheReadingThatClosedIt(Way way) {
        try (BoltHarness harness = anomaly(way, true)) {
            offer(harness, shares.next(0, 10, 2, 4, 4, 4, 5, 5, 7, 9));
            offer(harness, shares.next(2_100, 10, 5));
            flush(harness);
            Insights insights =
                    harness.emitted(Streams.INSIGHTS, Insights.class).get(0);
            assertThat(insights.windows())
                    .containsExactly(new Insights.ClosedWindow(
                            new Position("topic-1", 0, 8, 0),
                            new WindowStats(Shares.SENSOR, 0, 2_000, 8, 8, 5, 2, Math.sqrt(32.0 / 7), 2, 9, null)));
            assertThat(harness.emissions(Streams.RESULTS)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutWindowsAnomaliesAreFoundAllTheSame(Way way) {
        try (BoltHarness harness = anomaly(way, false)) {
            offer(harness, shares.next(0, 10, 2, 4, 4, 4, 5, 5, 7, 9));
            offer(harness, shares.next(2_100, 10, 14));
            offer(harness, shares.next(4_100, 10, 5));
            flush(harness);
            assertThat(harness.emitted(Streams.INSIGHTS, Insights.class))
                    .allMatch(insights -> insights.windows().isEmpty())
                    .extracting(insights -> insights.anomalies().size())
                    .containsExactly(1);
            assertThat(harness.acked()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void livePageHearsOfTheNewestVerdictAndOfAnomaliesAtTheNextBeat(Way way) {
        try (BoltHarness harness = anomaly(way, true)) {
            harness.pulse();
            offer(harness, shares.next(0, 10, 2, 4, 4, 4, 5, 5, 7, 9));
            offer(harness, shares.next(2_100, -10, 14, 5));
            harness.pulse();
            LatestUpdate update =
                    harness.emitted(Streams.LATEST, LatestUpdate.class).get(1);
            assertThat(update.sensors())
                    .singleElement()
                    .satisfies(sensor -> assertThat(sensor.reading())
                            .isEqualTo(new LatestReading(
                                    Shares.SENSOR, 2_100, 14, 0, 8, VerdictName.ANOMALOUS, BASELINE)));
            assertThat(update.anomalies()).extracting(Anomaly::id).containsExactly("topic-1.0.8.0");
            assertThat(harness.emissions(Streams.LATEST).get(1).anchors()).isEmpty();
            assertThat(harness.acked()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void lateReadingCountsAsLateAndGetsNoVerdict(Way way) {
        try (BoltHarness harness = anomaly(way, true)) {
            offer(harness, shares.next(4_100, 10, 5));
            offer(harness, shares.next(100, 10, 1e6));
            flush(harness);
            assertThat(harness.emissions(Streams.INSIGHTS)).isEmpty();
            assertThat(harness.emitted(Streams.LATEST, LatestUpdate.class))
                    .allMatch(update -> update.sensors().stream()
                            .allMatch(sensor ->
                                    sensor.reading() != null && sensor.reading().value() == 5));
            long late = stores.memory.windows().progress().values().stream()
                    .flatMap(partitions -> partitions.values().stream())
                    .mapToLong(progress -> progress.late())
                    .sum();
            assertThat(late).isEqualTo(1);
            assertThat(harness.acked()).hasSize(2);
        }
    }

    /** A worker dies with an episode open; the one after it gets the same runs again, and the reading that closes it. */
    @ParameterizedTest
    @EnumSource
    void crashOpensNoSecondEpisode(Way way) {
        Share learning = shares.next(0, 10, 2, 4, 4, 4, 5, 5, 7, 9);
        Share spikes = shares.next(2_100, 10, 14, 15);
        List<Episode> opened;
        try (BoltHarness harness = anomaly(way, true)) {
            offer(harness, learning);
            offer(harness, spikes);
            flush(harness);
            List<Insights> sent = harness.emitted(Streams.INSIGHTS, Insights.class);
            opened = sent.stream().flatMap(one -> one.episodes().stream()).toList();
            assertThat(opened)
                    .extracting(Episode::id, Episode::revision, Episode::count, Episode::change)
                    .containsExactly(
                            tuple("topic-1.0.8.0", 1L, 1L, EpisodeChange.OPENED),
                            tuple("topic-1.0.8.0", 2L, 2L, EpisodeChange.EXTENDED));
            assertThat(sent.stream().flatMap(one -> one.anomalies().stream()).map(Anomaly::episode))
                    .containsExactly("topic-1.0.8.0", "topic-1.0.8.0");
        }
        try (BoltHarness harness = anomaly(way, true)) {
            offer(harness, learning);
            offer(harness, spikes);
            offer(harness, shares.next(200_000, 10, 5));
            flush(harness);
            List<Episode> sent = harness.emitted(Streams.INSIGHTS, Insights.class).stream()
                    .flatMap(one -> one.episodes().stream())
                    .toList();
            assertThat(sent).containsAll(opened).hasSize(3);
            assertThat(sent.get(2)).satisfies(closed -> {
                assertThat(closed.id()).isEqualTo("topic-1.0.8.0");
                assertThat(closed.change()).isEqualTo(EpisodeChange.CLOSED);
                assertThat(closed.closed()).isEqualTo(200_000);
                assertThat(closed.revision()).isEqualTo(3);
            });
            assertThat(harness.emitted(Streams.RESULTS, Results.class).stream().flatMap(one -> one.episodes().stream()))
                    .containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    private BoltHarness anomaly(Way way, boolean windows) {
        return new BoltHarness(
                way,
                FoursigmaTopology.ANOMALY,
                new AnomalyBolt(
                        stores,
                        new StatefulConfig(Shares.BUCKET_COUNT, 100, 1_000, 10_000, 60_000, Rules.ALL),
                        new WindowSettings(2_000, 0, Long.MAX_VALUE, 4, 8, 0, 30_000, windows, Long.MAX_VALUE),
                        now::get));
    }

    private static Tuple offer(BoltHarness harness, Share share) {
        return harness.execute(FoursigmaTopology.DECODE, Streams.ANOMALY_SHARES, share.withoutItems());
    }

    private void flush(BoltHarness harness) {
        now.addAndGet(100);
        harness.pulse();
        harness.pulse();
    }
}
