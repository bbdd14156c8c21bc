// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.topology.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.LatestBolt;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.VerdictName;
import io.foursigma.stores.LatestReader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the live page lacks comes from the durable state, exactly as the tasks would have sent it. */
class LatestRefillTest {

    private static final long BETWEEN_BATCHES_MILLIS = 100;

    private final SwitchedStores stores = new SwitchedStores();
    private final LatestReader reader = stores.memory.latestReader();
    private final LatestScenario scenario = new LatestScenario(Way.DIRECT, stores.memory);
    private final AtomicLong now = new AtomicLong(1_000_000);

    @Test
    void emptiedStoreIsFilledWithTheVeryValuesThatWereSentLive() {
        try (BoltHarness latest = latest()) {
            settle(latest);
            scenario.play(400);
            send(latest);
            List<LatestSensor> live = reader.all();
            assertThat(live)
                    .hasSize(5)
                    .allMatch(sensor -> sensor.reading() != null && sensor.stats() != null)
                    .extracting(LatestRefillTest::verdict)
                    .contains(VerdictName.NORMAL, VerdictName.ANOMALOUS);
            stores.memory.latest().clear();
            assertThat(reader.all()).isEmpty();
            now.addAndGet(5_000);
            latest.pulseUntil(() -> reader.all().size() == live.size());
            assertThat(reader.all()).isEqualTo(live);
        }
    }

    @Test
    void whatNobodyHasSentIsThereAfterTheStart() {
        scenario.play(400);
        try (BoltHarness latest = latest()) {
            latest.pulseUntil(() -> reader.all().size() == 5);
            List<LatestSensor> filled = reader.all();
            send(latest);
            assertThat(reader.all()).as("what was sent in the end was the same").isEqualTo(filled);
        }
    }

    @Test
    void newerValuesStay() {
        LatestSensor newer = new LatestSensor(
                TimeTableBolts.nameOf("a"),
                new LatestReading(TimeTableBolts.nameOf("a"), 1L << 40, 1, 0, 7, VerdictName.LEARNING, null),
                Samples.stats(TimeTableBolts.nameOf("a"), 1L << 40));
        scenario.play(100);
        stores.memory.latest().put(List.of(newer), List.of());
        try (BoltHarness latest = latest()) {
            latest.pulseUntil(() -> reader.all().size() == 5);
            assertThat(reader.all().get(0)).isEqualTo(newer);
        }
    }

    @Test
    void taskThatBeginsHasTheValuesPutThatTheOneBeforeItKeptToItselfNowAndOnceMoreLater() {
        try (BoltHarness latest = latest()) {
            scenario.play(200);
            settle(latest);
            List<LatestSensor> before = reader.all();
            scenario.play(100);
            now.addAndGet(60_000);
            look(latest);
            look(latest);
            assertThat(reader.all()).as("nobody has sent anything").isEqualTo(before);
            begins(latest);
            latest.pulseUntil(() -> !reader.all().equals(before));
            look(latest);
            List<LatestSensor> atOnce = reader.all();
            scenario.play(100);
            now.addAndGet(30_000);
            latest.pulseUntil(() -> !reader.all().equals(atOnce));
            look(latest);
            List<LatestSensor> later = reader.all();
            send(latest);
            assertThat(reader.all()).isEqualTo(later);
        }
    }

    @Test
    void storeThatIsAwayIsFilledWhenItIsBack() {
        scenario.play(100);
        stores.away = true;
        try (BoltHarness latest = latest()) {
            look(latest);
            look(latest);
            assertThat(reader.all()).isEmpty();
            stores.away = false;
            now.addAndGet(1_000);
            latest.pulseUntil(() -> reader.all().size() == 5);
        }
    }

    private BoltHarness latest() {
        return new BoltHarness(
                Way.DIRECT,
                FoursigmaTopology.LATEST,
                new LatestBolt(stores, BoltSettings.windows(LatestScenario.SETTINGS), now::get));
    }

    /** All that the tasks have sent arrives and is put. */
    private void send(BoltHarness latest) {
        for (LatestUpdate update : scenario.bolts().latestUpdates) {
            LatestUpdate values = new LatestUpdate(update.sensors(), update.anomalies(), false);
            latest.execute(FoursigmaTopology.STATS, Streams.LATEST, values);
            latest.pulse();
        }
        latest.pulseUntil(() -> {
            now.addAndGet(BETWEEN_BATCHES_MILLIS);
            return latest.metric(TaskMetric.SINK_QUEUE_DEPTH) == 0;
        });
    }

    /** Whatever was under way has come to its end: each look begins when the one before it has ended. */
    private void look(BoltHarness latest) {
        now.addAndGet(5_000);
        int looks = stores.looks.get();
        latest.pulseUntil(() -> stores.looks.get() > looks);
    }

    /** Both fillings after the start have come to their end. */
    private void settle(BoltHarness latest) {
        look(latest);
        now.addAndGet(30_000);
        look(latest);
        look(latest);
    }

    private static VerdictName verdict(LatestSensor sensor) {
        return Objects.requireNonNull(sensor.reading()).verdict();
    }

    private static void begins(BoltHarness latest) {
        latest.execute(FoursigmaTopology.STATS, Streams.LATEST, new LatestUpdate(list(), list(), true));
    }
}
