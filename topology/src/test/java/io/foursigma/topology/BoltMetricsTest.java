// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.topology.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.AnomalyBolt;
import io.foursigma.bolts.DeadLettersBolt;
import io.foursigma.bolts.DecodeBolt;
import io.foursigma.bolts.Insights;
import io.foursigma.bolts.InsightsBolt;
import io.foursigma.bolts.LatestBolt;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.SerializableClock;
import io.foursigma.bolts.StatefulConfig;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.WindowSettings;
import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.bolts.order.Rules;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.InsightIndex;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the bolts count where something is out of the ordinary; MetricsIT has the rest. */
class BoltMetricsTest {

    private final SwitchedStores stores = new SwitchedStores();

    @Test
    void replayedRunCountsAgainAsRead() {
        DecodeBolt decode = new DecodeBolt(
                8, new TimeLimits(0, 1_000_000, 300), FoursigmaTopology.STATS, FoursigmaTopology.ANOMALY);
        try (BoltHarness harness = new BoltHarness(Way.DIRECT, FoursigmaTopology.DECODE, decode)) {
            byte[] record = "[1,{\"sensor\":\"a\",\"time\":1,\"value\":2}]".getBytes(StandardCharsets.UTF_8);
            Run run = new Run("topic-1", 0, 7, 8, 0, 0, list(new Run.Item(7, 100, record)));
            harness.execute(FoursigmaTopology.READINGS, "default", 0, run);
            harness.execute(FoursigmaTopology.READINGS, "default", 0, run);
            assertThat(harness.metric(TaskMetric.READINGS_READ)).isEqualTo(4);
            assertThat(harness.metric(TaskMetric.DEAD_LETTERS)).isEqualTo(2);
        }
    }

    @Test
    void shareThatComesAgainCountsAsDuplicateAndItsInsightsAreSentAgain() {
        AtomicLong now = new AtomicLong(50_000);
        Shares shares = new Shares();
        try (BoltHarness harness = anomaly(now)) {
            offer(harness, shares.next(0, 10, 2, 4, 4, 4, 5, 5, 7, 9));
            Share second = shares.next(2_100, 10, 1_000, -1_000);
            offer(harness, second);
            harness.pulse();
            assertThat(harness.metric(TaskMetric.DIRTY_SENSORS)).isEqualTo(1);
            flush(harness, now);
            offer(harness, second);
            flush(harness, now);
            assertThat(harness.metric(TaskMetric.READINGS_APPLIED)).isEqualTo(10);
            assertThat(harness.metric(TaskMetric.READINGS_DUPLICATE)).isEqualTo(2);
            assertThat(harness.metric(TaskMetric.ANOMALIES)).isEqualTo(4);
            assertThat(harness.metric(TaskMetric.WINDOWS_CLOSED)).isEqualTo(2);
            assertThat(harness.metric(TaskMetric.EPISODES_OPENED)).isEqualTo(2);
            assertThat(harness.metric(TaskMetric.EPISODES_CLOSED)).isZero();
            assertThat(harness.metric(TaskMetric.DIRTY_SENSORS)).isZero();
        }
    }

    @Test
    void sinkThatIsAwayShowsItsQueueAndItsRetries() {
        try (BoltHarness harness =
                new BoltHarness(Way.DIRECT, FoursigmaTopology.DEAD_LETTERS, new DeadLettersBolt(stores))) {
            stores.away = true;
            letter(harness);
            letter(harness);
            harness.pulse();
            harness.pulse();
            assertThat(harness.metric(TaskMetric.SINK_QUEUE_DEPTH)).isEqualTo(2);
            assertThat(harness.metric(TaskMetric.RETRIES)).isPositive();
            stores.away = false;
            harness.pulseUntil(() -> harness.acked().size() == 2);
            assertThat(harness.metric(TaskMetric.SINK_QUEUE_DEPTH)).isZero();
            assertThat(harness.metric(TaskMetric.RETRIES)).isEqualTo(stores.calls.size() - 2);
        }
    }

    @Test
    void latestValuesThatWaitAreSensorsAndAnomalies() {
        try (BoltHarness harness = new BoltHarness(
                Way.DIRECT,
                FoursigmaTopology.LATEST,
                new LatestBolt(stores, BoltSettings.windows(Settings.defaults()), SerializableClock.SYSTEM))) {
            stores.away = true;
            for (int i = 0; i < 3; i++) {
                LatestUpdate update = new LatestUpdate(
                        list(Samples.latest("a", i, null), Samples.latest("b", i, null)),
                        list(Samples.anomaly(i, null)),
                        false);
                harness.execute(FoursigmaTopology.ANOMALY, Streams.LATEST, update);
            }
            assertThat(harness.metric(TaskMetric.SINK_QUEUE_DEPTH)).isEqualTo(2 + 3);
            harness.pulseUntil(() -> harness.metric(TaskMetric.RETRIES) > 0);
            assertThat(harness.metric(TaskMetric.SINK_QUEUE_DEPTH)).isEqualTo(2 + 3);
            stores.away = false;
            harness.pulseUntil(() -> harness.metric(TaskMetric.SINK_QUEUE_DEPTH) == 0);
        }
    }

    @Test
    void refusedDocumentsAreCountedWhenTheyAreKept() {
        try (BoltHarness harness = new BoltHarness(Way.DIRECT, FoursigmaTopology.INSIGHTS, new InsightsBolt(stores))) {
            stores.refused = List.of(new InsightIndex.Refused("topic-1.3.7.2", "too odd", "{}"));
            harness.execute(
                    FoursigmaTopology.ANOMALY,
                    Streams.INSIGHTS,
                    new Insights(list(Samples.anomaly(7, null)), list(), list()));
            harness.pulseUntil(() -> !harness.acked().isEmpty());
            assertThat(harness.metric(TaskMetric.DOCUMENTS_REFUSED)).isEqualTo(1);
        }
    }

    private BoltHarness anomaly(AtomicLong now) {
        return new BoltHarness(
                Way.DIRECT,
                FoursigmaTopology.ANOMALY,
                new AnomalyBolt(
                        stores,
                        new StatefulConfig(Shares.BUCKET_COUNT, 100, 1_000, 10_000, 60_000, Rules.ALL),
                        new WindowSettings(2_000, 0, Long.MAX_VALUE, 4, 8, 0, 30_000, true, Long.MAX_VALUE),
                        now::get));
    }

    private static void offer(BoltHarness harness, Share share) {
        harness.execute(FoursigmaTopology.DECODE, Streams.ANOMALY_SHARES, share.withoutItems());
    }

    private static void flush(BoltHarness harness, AtomicLong now) {
        now.addAndGet(100);
        harness.pulse();
        harness.pulse();
        harness.pulse();
    }

    private static void letter(BoltHarness harness) {
        harness.execute(
                FoursigmaTopology.DECODE,
                Streams.DEAD_LETTERS,
                new DeadLetter(new Position("topic-1", 0, 1, 0), "bad", new byte[] {1}));
    }
}
