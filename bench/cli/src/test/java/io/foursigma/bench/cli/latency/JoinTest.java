// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foursigma.bench.workload.Acknowledgement.Durable;
import io.foursigma.bench.workload.Acknowledgement.IndexedAnomaly;
import io.foursigma.bench.workload.Acknowledgement.IndexedWindow;
import io.foursigma.bench.workload.WorkloadRecord;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Buckets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two sensors, a reading of each in turn, one a millisecond: reading 0 is due at 10 s sharp, those of sensor 0 lie in
 * partition 1 at offsets 0, 1, 2..., those of sensor 1 in partition 3 at 100, 102, 104... The first four are the warm-up.
 */
class JoinTest {

    private static final long SEED = 1;
    private static final long START = 10_000_000;
    private static final int READINGS = 100;
    private static final int WARM_UP = 4;
    private static final Plan PLAN = new Plan(1_000, 2, WARM_UP, READINGS);
    private static final Schedule SCHEDULE = new Schedule(PLAN, START);
    private static final Buckets BUCKETS = new Buckets(2);

    /** In windows of 20 ms a sensor has 10 readings. */
    private static final Settings SETTINGS = Settings.defaults().with(SettingsTable.WINDOW_LENGTH, "20ms");

    private static final int BUCKET_0 = BUCKETS.of(WorkloadRecord.name(0));
    private static final int BUCKET_1 = BUCKETS.of(WorkloadRecord.name(1));

    private final Positions positions = positions();
    private final Expected expected = Expected.of(SCHEDULE, SEED, SETTINGS);
    private final Join join = new Join(positions, expected, BUCKETS);
    private final Frames frames = new Frames(2);

    private static Positions positions() {
        Positions positions = new Positions(SCHEDULE);
        for (int reading = 0; reading < READINGS; reading += 2) {
            positions.put(reading, 1, reading / 2);
            positions.put(reading + 1, 3, 100 + reading);
        }
        return positions;
    }

    @Test
    void theSensorsOfTheTestLieInTwoBuckets() {
        assertThat(BUCKET_0).isNotEqualTo(BUCKET_1);
    }

    @Test
    void aReadingIsDurableWhenBothStatesAre() {
        everythingIsDurableAt(START + 1_000_000, BUCKET_1, 3, 300);
        // Of sensor 0, reading 4 is due at 4 ms and lies at offset 2.
        join.take(new Durable(START + 5_000, "stats", BUCKET_0, 1, 3));
        join.take(new Durable(START + 54_000, "windows", BUCKET_0, 1, 3));
        everythingIsDurableAt(START + 2_000_000, BUCKET_0, 1, 50);
        Stage state = join.state();
        assertThat(state.seen()).isEqualTo(96);
        assertThat(state.never()).isZero();
        assertThat(state.millis(0)).isCloseTo(50.0, within(0.1));
        assertThat(state.maxMillis()).isCloseTo(2_000.0 - 6, within(2.5));
    }

    @Test
    void aReadingThatOneStateNeverHoldsIsNeverDurable() {
        everythingIsDurableAt(START + 1_000_000, BUCKET_0, 1, 50);
        join.take(new Durable(START + 1_000_000, "stats", BUCKET_1, 3, 300));
        // Up to the second reading before the last one, which lies at offset 194.
        join.take(new Durable(START + 1_000_000, "windows", BUCKET_1, 3, 195));
        assertThat(join.state().never()).isEqualTo(2);
        assertThat(join.state().seen()).isEqualTo(94);
    }

    @Test
    void aFlushSaysNothingOfOtherBucketsAndPartitions() {
        everythingIsDurableAt(START + 1_000_000, BUCKET_0, 3, 300);
        everythingIsDurableAt(START + 1_000_000, BUCKET_1, 1, 300);
        assertThat(join.state().seen()).isZero();
        assertThat(join.state().never()).isEqualTo(96);
    }

    @Test
    void anAcknowledgementThatComesAgainChangesNothing() {
        everythingIsDurableAt(START + 1_000_000, BUCKET_0, 1, 50);
        everythingIsDurableAt(START + 1_000_000, BUCKET_1, 3, 300);
        everythingIsDurableAt(START + 9_000_000, BUCKET_0, 1, 50);
        everythingIsDurableAt(START + 9_000_000, BUCKET_1, 3, 300);
        assertThat(join.state().maxMillis()).isLessThan(1_000);
    }

    @Test
    void aFrameShowsAllReadingsOfItsSensorBeforeTheNewest() {
        // Readings 0, 2, 4 and 6 of sensor 0 at once; 4 and 6 are measured, due at 4 and 6 ms.
        frames.show(START + 10_000, 0, 3);
        Stage merged = join.frame(frames);
        assertThat(merged.seen()).isEqualTo(2);
        assertThat(merged.never()).isEqualTo(94);
        assertThat(merged.millis(50)).isCloseTo(4.0, within(0.01));
        assertThat(merged.maxMillis()).isCloseTo(6.0, within(0.01));
    }

    @Test
    void aReadingCountsFromTheFirstFrameThatShowsIt() {
        frames.show(START + 10_000, 0, 3);
        frames.show(START + 200_000, 0, 49);
        frames.show(START + 500_000, 1, 198);
        Stage frame = join.frame(frames);
        assertThat(frame.seen()).isEqualTo(96);
        assertThat(frame.never()).isZero();
        assertThat(frame.millis(0)).isCloseTo(4.0, within(0.01));
        assertThat(frame.maxMillis()).isCloseTo(495.0, within(1.0));
    }

    @Test
    void theFirstReadingBehindAWindowIsItsCause() {
        // The window from 10.000 to 10.020 of sensor 0 is closed by reading 20, due at 20 ms.
        join.take(new IndexedWindow(START + 27_000, "s10000000", 10_020, 10));
        assertThat(join.index().seen()).isEqualTo(1);
        assertThat(join.index().maxMillis()).isCloseTo(7.0, within(0.01));
    }

    @Test
    void everyWindowAndAnomalyIsAwaited() {
        // Four windows of each sensor have a later reading that is measured; the fifth stays open.
        long anomalies =
                IntStream.range(WARM_UP, READINGS).filter(expected::isAnomaly).count();
        assertThat(join.index().never()).isEqualTo(8 + anomalies);
        assertThat(join.index().seen()).isZero();
    }

    @Test
    void aWindowThatComesAgainCountsOnce() {
        join.take(new IndexedWindow(START + 27_000, "s10000001", 10_020, 10));
        join.take(new IndexedWindow(START + 99_000, "s10000001", 10_020, 10));
        assertThat(join.index().seen()).isEqualTo(1);
        assertThat(join.index().maxMillis()).isLessThan(7);
    }

    @Test
    void anOpenWindowOfASilentSensorIsNoReadingsDoing() {
        join.take(new IndexedWindow(START + 27_000, "s10000001", 10_020, 9));
        join.take(new IndexedWindow(START + 27_000, "s10000001", 10_100, 10));
        join.take(new IndexedWindow(START + 20_900, "s10000001", 10_020, 10));
        assertThat(join.index().seen()).isZero();
        // Reading 21 closes it.
        join.take(new IndexedWindow(START + 22_000, "s10000001", 10_020, 10));
        assertThat(join.index().maxMillis()).isCloseTo(1.0, within(0.01));
    }

    @Test
    void anAnomalyIsFoundByItsPosition() {
        Schedule longer = new Schedule(new Plan(1_000, 2, WARM_UP, 20_000), START);
        Expected found = Expected.of(longer, SEED, SETTINGS);
        Positions places = new Positions(longer);
        for (int reading = 0; reading < 20_000; reading += 2) {
            places.put(reading, 1, reading / 2);
            places.put(reading + 1, 3, 100 + reading);
        }
        Join ofLonger = new Join(places, found, BUCKETS);
        int anomaly = IntStream.range(WARM_UP, 20_000)
                .filter(found::isAnomaly)
                .findFirst()
                .orElseThrow();
        String sensor = WorkloadRecord.name(longer.sensor(anomaly));
        long at = longer.dueMicros(anomaly) + 3_000;
        ofLonger.take(new IndexedAnomaly(at, sensor, places.offset(anomaly)));
        ofLonger.take(new IndexedAnomaly(at + 9_000, sensor, places.offset(anomaly)));
        // A reading that is none, and a place where no reading lies.
        ofLonger.take(new IndexedAnomaly(at, "s10000000", 0));
        ofLonger.take(new IndexedAnomaly(at, "s10000001", 101));
        assertThat(ofLonger.index().seen()).isEqualTo(1);
        assertThat(ofLonger.index().maxMillis()).isCloseTo(3.0, within(0.01));
    }

    @Test
    void whatTheWarmUpBringsAboutIsNotMeasured() {
        Schedule warm = new Schedule(new Plan(1_000, 2, 21, READINGS), START);
        Positions places = new Positions(warm);
        for (int reading = 0; reading < READINGS; reading++) {
            places.put(reading, 1, reading);
        }
        Join ofWarm = new Join(places, Expected.of(warm, SEED, SETTINGS), BUCKETS);
        long before = ofWarm.index().never();
        ofWarm.take(new IndexedWindow(START + 27_000, "s10000000", 10_020, 10));
        assertThat(ofWarm.index().seen()).isZero();
        assertThat(ofWarm.index().never()).isEqualTo(before);
        // Reading 21 of sensor 1 is the first one measured.
        ofWarm.take(new IndexedWindow(START + 27_000, "s10000001", 10_020, 10));
        assertThat(ofWarm.index().seen()).isEqualTo(1);
    }

    @Test
    void aClockThatWasSetBackSpoilsTheRun() {
        frames.show(START, 0, 3);
        assertThatThrownBy(() -> join.frame(frames)).hasMessageContaining("set back");
    }

    private void everythingIsDurableAt(long micros, int bucket, int partition, long next) {
        join.take(new Durable(micros, "stats", bucket, partition, next));
        join.take(new Durable(micros, "windows", bucket, partition, next));
    }
}
