// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.topology.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.DeadLettersBolt;
import io.foursigma.bolts.Insights;
import io.foursigma.bolts.InsightsBolt;
import io.foursigma.bolts.Results;
import io.foursigma.bolts.ResultsBolt;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.InsightReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinkBoltsTest {

    private final SwitchedStores stores = new SwitchedStores();

    @ParameterizedTest
    @EnumSource
    void sinkThatIsAwayGetsTheSameBatchAgainAndTuplesAreAckedOnceItIsBack(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.DEAD_LETTERS, new DeadLettersBolt(stores))) {
            stores.away = true;
            Tuple first = letter(harness, 1);
            harness.pulse();
            Tuple second = letter(harness, 2);
            harness.pulse();
            harness.pulse();
            assertThat(stores.calls).hasSizeGreaterThan(2).containsOnly(List.of(letter(1)));
            assertThat(harness.acked()).isEmpty();
            stores.away = false;
            harness.pulse();
            harness.pulse();
            harness.pulse();
            assertThat(harness.acked()).containsExactly(first, second);
            assertThat(stores.memory.deadLetters().letters()).containsExactly(letter(1), letter(2));
            assertThat(harness.failed()).isEmpty();
        }
    }

    @Test
    void sinkThatIsAwayHoldsUpTheStreamInsteadOfFillingTheMemory() throws InterruptedException {
        try (BoltHarness harness =
                new BoltHarness(Way.DIRECT, FoursigmaTopology.DEAD_LETTERS, new DeadLettersBolt(stores))) {
            stores.away = true;
            letter(harness, 0);
            harness.pulse();
            AtomicInteger taken = new AtomicInteger();
            Thread stream = new Thread(() -> {
                for (int i = 1; i <= 1_500; i++) {
                    letter(harness, i);
                    taken.incrementAndGet();
                }
            });
            stream.setDaemon(true);
            stream.start();
            long began = System.nanoTime();
            while (stream.getState() != Thread.State.TIMED_WAITING || taken.get() < 1_000) {
                assertThat(stream.isAlive()).as("held up").isTrue();
                assertThat(System.nanoTime() - began)
                        .as("nanoseconds of waiting")
                        .isLessThan(20_000_000_000L);
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(taken).hasValue(1_000);
            assertThat(harness.acked()).isEmpty();
            stores.away = false;
            stream.join();
            harness.pulseUntil(() -> harness.acked().size() == 1_501);
            assertThat(stores.memory.deadLetters().letters()).hasSize(1_501).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void resultsHoldTheLastStatisticsOfEachSensorOfABatchAndAllAnomalies(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.RESULTS, new ResultsBolt(stores))) {
            stores.away = true;
            results(harness, new Results(list(Samples.stats("a", 1)), list(), list()));
            harness.pulse();
            results(harness, new Results(list(Samples.stats("a", 2), Samples.stats("b", 1)), list(), list()));
            results(harness, new Results(list(Samples.stats("a", 3)), list(Samples.anomaly(7, 4.5)), list()));
            stores.away = false;
            harness.pulse();
            harness.pulse();
            harness.pulse();
            assertThat(stores.memory.results().stats())
                    .containsExactly(Samples.stats("a", 1), Samples.stats("a", 3), Samples.stats("b", 1));
            assertThat(stores.memory.results().anomalies()).containsExactly(Samples.anomaly(7, 4.5));
            assertThat(harness.acked()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void insightsArePutAgainUntilTheIndexIsBack(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.INSIGHTS, new InsightsBolt(stores))) {
            stores.away = true;
            Tuple tuple = insights(harness);
            harness.pulseUntil(() -> stores.calls.size() >= 3);
            assertThat(harness.acked()).isEmpty();
            assertThat(stores.calls.stream().distinct()).hasSize(1);
            stores.away = false;
            harness.pulseUntil(() -> !harness.acked().isEmpty());
            assertThat(harness.acked()).containsExactly(tuple);
            assertThat(stores.memory.insights().anomalies(new InsightReader.AnomalyQuery(null, 0, 10_000, 10)))
                    .extracting(Anomaly::id)
                    .containsExactly("topic-1.3.7.2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofInsightsThatComeAgainWhileTheyWaitOnlyTheNewestCopyIsKept(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.INSIGHTS, new InsightsBolt(stores))) {
            stores.away = true;
            insights(harness, 1, 1);
            harness.pulseUntil(() -> !stores.calls.isEmpty());
            List<Tuple> older = new ArrayList<>();
            for (int copy = 0; copy < 50; copy++) {
                older.add(insights(harness, 2, 1));
                older.add(insights(harness, 3, 1));
            }
            Tuple newestOf2 = insights(harness, 2, 2);
            Tuple newestOf3 = insights(harness, 3, 2);
            assertThat(harness.failed()).containsExactlyElementsOf(older);
            assertThat(harness.metric(TaskMetric.SINK_QUEUE_DEPTH)).isEqualTo(3);
            stores.away = false;
            harness.pulseUntil(() -> harness.acked().size() == 3);
            assertThat(harness.acked()).contains(newestOf2, newestOf3);
            assertThat(stores.memory.insights().anomalies(new InsightReader.AnomalyQuery(null, 0, 10_000, 10)))
                    .extracting(anomaly -> anomaly.position().offset())
                    .containsExactlyInAnyOrder(1L, 2L, 102L, 3L, 103L);
        }
    }

    @Test
    void insightsArePutAFewThousandAtATime() {
        try (BoltHarness harness = new BoltHarness(Way.DIRECT, FoursigmaTopology.INSIGHTS, new InsightsBolt(stores))) {
            stores.away = true;
            insights(harness, 1, 1);
            harness.pulseUntil(() -> !stores.calls.isEmpty());
            for (int offset = 10_000; offset < 10_010; offset++) {
                insights(harness, offset, 900);
            }
            stores.away = false;
            harness.pulseUntil(() -> harness.acked().size() == 11);
            assertThat(stores.calls.stream().distinct().map(SinkBoltsTest::documents))
                    .containsExactly(1, 2_700, 2_700, 2_700, 900);
        }
    }

    /** Insights of a share whose first anomaly lies at an offset; the others lie so many hundreds further. */
    private static Tuple insights(BoltHarness harness, long offset, int anomalies) {
        ArrayList<Anomaly> found = new ArrayList<>();
        for (int i = 0; i < anomalies; i++) {
            found.add(Samples.anomaly(offset + 100L * i, null));
        }
        return harness.execute(FoursigmaTopology.ANOMALY, Streams.INSIGHTS, new Insights(found, list(), list()));
    }

    private static int documents(Object call) {
        return ((List<?>) call)
                .stream().mapToInt(kind -> ((List<?>) kind).size()).sum();
    }

    @ParameterizedTest
    @EnumSource
    void documentThatTheIndexWillNeverTakeIsKeptUnderThePositionOfItsReading(Way way) {
        try (BoltHarness harness = new BoltHarness(way, FoursigmaTopology.INSIGHTS, new InsightsBolt(stores))) {
            stores.refused = List.of(
                    new InsightIndex.Refused("topic-1.3.7.2", "too odd", "{\"x\":1}"),
                    new InsightIndex.Refused("w@0", "too old", "{}"));
            insights(harness);
            harness.pulseUntil(() -> !harness.acked().isEmpty());
            assertThat(stores.memory.deadLetters().refused())
                    .containsExactly(
                            new RefusedDocument(
                                    new Position("topic-1", 3, 7, 2), "topic-1.3.7.2", "too odd", new byte[] {
                                        '{', '"', 'x', '"', ':', '1', '}'
                                    }),
                            new RefusedDocument(
                                    new Position("topic-1", 3, 9, 0), "w@0", "too old", new byte[] {'{', '}'}));
        }
    }

    private static Tuple insights(BoltHarness harness) {
        Insights insights = new Insights(
                list(Samples.anomaly(7, null)),
                list(new Insights.ClosedWindow(new Position("topic-1", 3, 9, 0), Samples.window("w", true))),
                list());
        return harness.execute(FoursigmaTopology.ANOMALY, Streams.INSIGHTS, insights);
    }

    private static void results(BoltHarness harness, Results results) {
        harness.execute(FoursigmaTopology.STATS, Streams.RESULTS, results);
    }

    private static Tuple letter(BoltHarness harness, int offset) {
        return harness.execute(FoursigmaTopology.DECODE, Streams.DEAD_LETTERS, letter(offset));
    }

    private static DeadLetter letter(int offset) {
        return new DeadLetter(new Position("topic-1", 0, offset, 0), "bad", new byte[] {(byte) offset});
    }
}
