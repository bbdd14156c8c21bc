// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.foursigma.stores.StoredOutput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a task reads from the store, and when: sensors that it does not hold, outputs of readings that come again. */
class LazyStateTest extends BucketTaskScenario {

    private int owners = 1;

    @Test
    void ofFreshBucketsNoSensorIsReadOnlyWhetherTheyAreStillOwned() {
        offer(0, 50);
        flushAll();
        assertThat(outlet.acked).hasSize(1);
        assertThat(store.loads).hasSize(BUCKETS.count()).allMatch(Set::isEmpty);
    }

    @Test
    void sensorsOfAShareAreLoadedBeforeItIsAppliedEachOnce() {
        offer(0, 50);
        flushAll();
        restart();
        offer(50, 100);
        offer(100, 150);
        assertThat(watch.resident).isZero();
        flushAll();
        flushAll();
        assertThat(outlet.acked).hasSize(3);
        assertDurableUpTo(150);
        List<String> asked = store.loads.stream().flatMap(Set::stream).toList();
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(watch.resident).isEqualTo(asked.size());
    }

    @Test
    void oneLoadTakesAlongWhatTheParkedSharesBehindNeed() {
        offer(0, 50);
        flushAll();
        restart();
        for (long first = 199; first >= 50; first--) {
            offer(first, first + 1);
        }
        flushAll();
        flushAll();
        assertDurableUpTo(200);
        assertThat(store.loads.size())
                .as("not one per share, and at most two per bucket")
                .isLessThanOrEqualTo(2 * BUCKETS.count());
    }

    @Test
    void shareWaitsWhileTheStoreIsAwayAndIsAppliedWhenItIsBack() {
        offer(0, 50);
        flushAll();
        restart();
        store.loadsFail = true;
        offer(50, 100);
        flushAll();
        flushAll();
        assertThat(outlet.acked).hasSize(1);
        assertThat(outlet.failed).isEmpty();
        store.loadsFail = false;
        flushAll();
        flushAll();
        assertDurableUpTo(100);
    }

    @Test
    void loadOfABucketThatSomebodyElseHasDropsIt() {
        offer(0, 50);
        flushAll();
        restart();
        memory.claim(1, "somebody else");
        offer(50, 100);
        flushAll();
        assertThat(outlet.failed).containsExactly("[50,100)#2");
        offer(50, 100);
        flushAll();
        flushAll();
        assertDurableUpTo(100);
    }

    @Test
    void quietSensorsLeaveMemoryAndComeBackWithTheSameBits() {
        evictAfter = 10 * INTERVAL;
        task = task("owner-2", 1_000, 1_000);
        offer(0, 100);
        flushAll();
        int sensors = new HashSet<>(List.of(share(0, 100).readings().sensors())).size();
        assertThat(watch.resident).isEqualTo(sensors);
        now += 11 * INTERVAL;
        task.pulse(now);
        assertThat(watch.resident).isZero();
        offer(100, 200);
        flushAll();
        flushAll();
        assertDurableUpTo(200);
    }

    @Test
    void sensorsThatAreNotDurableYetStayInMemory() {
        evictAfter = 1;
        task = task("owner-2", 1_000, 1_000);
        for (int i = 0; i < BUCKETS.count(); i++) {
            store.order(FaultyStore.Fault.HELD);
        }
        offer(0, 100);
        flushAll();
        flushAll();
        assertThat(watch.resident).isPositive();
        store.release();
        flushAll();
        assertThat(watch.resident).isZero();
        offer(100, 200);
        for (int i = 0; i < 4; i++) {
            flushAll();
        }
        assertDurableUpTo(200);
    }

    @Test
    void noMoreSensorsThanTheBoundStayInMemoryAndAllIsApplied() {
        residents = 2;
        task = task("owner-2", 1_000, 1_000);
        for (long first = 0; first < 200; first += 5) {
            offer(first, first + 5);
            flushAll();
            flushAll();
            flushAll();
            assertThat(watch.resident).isLessThanOrEqualTo(2 * BUCKETS.count());
        }
        assertDurableUpTo(200);
    }

    @Test
    void duplicateBringsAboutTheSameOutputsOnceMoreAlsoForAnotherTaskAndAnotherCut() {
        offer(0, 100);
        flushAll();
        List<String> first = List.copyOf(outlet.outputs);
        assertThat(first).isNotEmpty();
        restart();
        outlet.outputs.clear();
        offer(0, 30);
        offer(30, 100);
        flushAll();
        flushAll();
        assertThat(outlet.acked).hasSize(3);
        assertThat(outlet.outputs).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void sharesThatComeAgainWhileOutputsAreReadGoIntoTheNextReadTogether() {
        for (long first = 0; first < 200; first++) {
            offer(first, first + 1);
        }
        flushAll();
        List<String> expected = new ArrayList<>();
        log.applied(expected);
        outlet.outputs.clear();
        store.outputsAreHeld = true;
        for (long first = 0; first < 200; first++) {
            offer(first, first + 1);
            task.pulse(now);
        }
        for (int i = 0; i < 4; i++) {
            store.release();
            task.pulse(now);
        }
        assertThat(outlet.acked).hasSize(400);
        assertThat(outlet.outputs).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(store.outputReads).as("the first share, and all the others").isEqualTo(2 * BUCKETS.count());
    }

    @Test
    void trimmedShareBringsAboutWhatIsStoredAndWhatIsFresh() {
        offer(0, 30);
        store.order(FaultyStore.Fault.NONE);
        store.order(FaultyStore.Fault.LOST_ON_THE_WAY);
        flushAll();
        restart();
        offer(0, 70);
        flushAll();
        flushAll();
        List<String> expected = new ArrayList<>();
        part(70).applied(expected);
        assertThat(outlet.outputs).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void duplicateWaitsUntilItsOutputsCanBeReadAndItsLastCopyIsLetGo() {
        offer(0, 50);
        flushAll();
        int reads = store.outputReads;
        store.loadsFail = true;
        offer(0, 50);
        flushAll();
        int failedReads = store.outputReads - reads;
        assertThat(failedReads).isPositive();
        task.pulse(now);
        assertThat(store.outputReads).as("the store is left alone for a while").isEqualTo(reads + failedReads);
        offer(0, 50);
        flushAll();
        assertThat(outlet.failed).containsExactly("[0,50)#2");
        assertThat(outlet.acked).containsExactly("[0,50)#1");
        store.loadsFail = false;
        now += RETRY;
        flushAll();
        assertThat(outlet.failed).containsExactly("[0,50)#2");
        assertThat(outlet.acked).containsExactly("[0,50)#1", "[0,50)#3");
    }

    @Test
    void outputsAreForgottenOnlyBelowTheCommittedOffset() {
        offer(0, 50);
        flushAll();
        offer(log.shares(BUCKETS, 1, 50, 100, 20)[0]);
        now += 1_000;
        flushAll();
        assertThat(memory.storedOutputs().values().stream().flatMap(List::stream))
                .isNotEmpty()
                .allMatch(output -> output.offset() >= 20)
                .anyMatch(output -> output.offset() < 50);
    }

    @Test
    void outputsOfAFlushThatNeverLandedAreGoneWhenTheBucketIsClaimed() {
        for (int i = 0; i < BUCKETS.count(); i++) {
            store.order(FaultyStore.Fault.ONLY_OUTPUTS);
        }
        offer(0, 50);
        flushAll();
        assertThat(storedOffsets()).isNotEmpty();
        restart();
        assertThat(storedOffsets()).isEmpty();
    }

    @Test
    void offsetsLostToRetentionAreCountedOnce() {
        offer(log.shares(BUCKETS, 1, 0, 10, 0)[0]);
        Share after = log.shares(BUCKETS, 1, 10, 20, 0)[0];
        Share lost = new Share(
                after.topicId(), 0, 10, 20, 0, 4, after.readings(), after.itemOffsets(), after.deadLetterOffsets());
        offer(lost);
        flushAll();
        offer(lost);
        flushAll();
        assertThat(Map.ofEntries(entry("lost", ledger().lost()), entry("to", ledger().to())))
                .containsExactlyInAnyOrderEntriesOf(Map.of("lost", 4L, "to", 20L));
    }

    private List<Long> storedOffsets() {
        return memory.storedOutputs().values().stream()
                .flatMap(List::stream)
                .map(StoredOutput::offset)
                .toList();
    }

    private void restart() {
        task = task("owner-" + ++owners, 1_000, 1_000);
        task.pulse(now);
    }

    private TestLog part(long end) {
        TestLog part = new TestLog(0);
        part.addAll(log, end);
        return part;
    }
}
