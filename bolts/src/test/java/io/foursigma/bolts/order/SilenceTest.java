// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a task tells of sensors that have fallen silent, and of which. */
class SilenceTest extends BucketTaskScenario {

    private static final long SILENCE = 10 * INTERVAL;

    private int owners = 1;

    @BeforeEach
    void silenceIsOfInterest() {
        silentAfter = SILENCE;
        restart();
    }

    @Test
    void sensorIsToldOfOnceAfterItsLastReading() {
        offer(0, 100);
        flushAll();
        pass(SILENCE - INTERVAL);
        assertThat(silent).isEmpty();
        pass(INTERVAL);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(everySensor());
        pass(10 * SILENCE);
        assertThat(silent).doesNotHaveDuplicates();
    }

    @Test
    void sensorThatHasReadingsAgainIsToldOfAgain() {
        offer(0, 100);
        flushAll();
        pass(2 * SILENCE);
        List<String> before = everySensor();
        silent.clear();
        offer(100, 110);
        flushAll();
        pass(2 * SILENCE);
        List<String> after = everySensor();
        after.removeAll(before);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(after);
    }

    @Test
    void sensorsThatAreNotDurableAreNotToldOf() {
        for (int i = 0; i < BUCKETS.count(); i++) {
            store.order(FaultyStore.Fault.HELD);
        }
        offer(0, 100);
        flushAll();
        pass(2 * SILENCE);
        assertThat(silent).isEmpty();
        store.release();
        pass(INTERVAL);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(everySensor());
    }

    @Test
    void afterARestartEverySensorIsToldOfOnceFromItsRow() {
        offer(0, 200);
        flushAll();
        restart();
        pass(SILENCE - INTERVAL);
        assertThat(store.pages).as("nobody is known to be silent yet").isZero();
        pass(SILENCE);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(everySensor());
        int pages = store.pages;
        pass(10 * SILENCE);
        assertThat(store.pages).as("one round").isEqualTo(pages);
        assertThat(watch.resident).as("the round loads nobody").isZero();
        assertDurableUpTo(200);
    }

    @Test
    void roundOfTheRowsLeavesOutSensorsInMemoryWhichAreToldOfInTheirTime() {
        offer(0, 150);
        flushAll();
        restart();
        pass(SILENCE - 2 * INTERVAL);
        offer(150, 200);
        pass(3 * SILENCE);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(everySensor());
        assertDurableUpTo(200);
    }

    @Test
    void roundGoesOnWhenTheStoreIsBack() {
        offer(0, 200);
        flushAll();
        restart();
        store.loadsFail = true;
        pass(2 * SILENCE);
        assertThat(silent).isEmpty();
        store.loadsFail = false;
        pass(SILENCE);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(everySensor());
    }

    @Test
    void sensorThatLeavesMemoryBeforeItFallsSilentIsToldOfThen() {
        residents = 0;
        restart();
        offer(0, 100);
        flushAll();
        assertThat(watch.resident).isZero();
        assertThat(silent).containsExactlyInAnyOrderElementsOf(everySensor());
    }

    @Test
    void whereNobodyWantsToKnowNothingIsTold() {
        silentAfter = Long.MAX_VALUE;
        restart();
        offer(0, 100);
        flushAll();
        restart();
        pass(100 * SILENCE);
        assertThat(silent).isEmpty();
        assertThat(store.pages).isZero();
    }

    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed += INTERVAL) {
            now += INTERVAL;
            task.pulse(now);
        }
    }

    private void restart() {
        task = task("owner-" + ++owners, 1_000, 1_000);
        task.pulse(now);
    }

    /** Every durable sensor with the number of its readings. */
    private List<String> everySensor() {
        List<String> all = new ArrayList<>();
        memory.rows().values().forEach(rows -> rows.forEach((sensor, row) -> all.add(sensor + "#" + row.count())));
        return all;
    }
}
