// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.order.FaultyStore.Fault;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Flush;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Order, duplicates, flushes, bounds. */
class BucketTaskTest extends BucketTaskScenario {

    @Test
    void clockThatIsPutBackHoldsNoFlushUp() {
        offer(0, 50);
        flushAll();
        now -= 3_600_000;
        offer(50, 100);
        flushAll();
        assertDurableUpTo(100);
    }

    @Test
    void sharesInOrderAreAppliedAndAckedOnlyWhenDurable() {
        offer(0, 10);
        offer(10, 20);
        assertThat(outlet.acked).isEmpty();
        assertThat(memory.rows().values()).allMatch(Map::isEmpty);
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,10)#1", "[10,20)#2");
        assertThat(outlet.failed).isEmpty();
        assertDurableUpTo(20);
    }

    @Test
    void noAckLeavesWhileAFlushIsUnderWay() {
        for (int i = 0; i < BUCKETS.count(); i++) {
            store.order(i == 2 ? Fault.HELD : Fault.NONE);
        }
        offer(0, 200);
        flushAll();
        assertThat(store.sent).hasSize(4);
        assertThat(outlet.acked).isEmpty();
        store.release();
        task.pulse(now);
        assertThat(outlet.acked).containsExactly("[0,200)#1");
    }

    @Test
    void shareThatComesTooEarlyIsParked() {
        offer(20, 30);
        offer(10, 20);
        flushAll();
        assertThat(store.sent).isEmpty();
        offer(0, 10);
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,10)#3", "[10,20)#2", "[20,30)#1");
        assertDurableUpTo(30);
    }

    @Test
    void duplicatesChangeNoCountButReplayed() {
        offer(0, 50);
        flushAll();
        Ledger.Line before = ledger();
        assertThat(before.replayed()).isZero();
        offer(0, 50);
        flushAll();
        Ledger.Line after = ledger();
        assertThat(after.replayed()).isEqualTo(before.read());
        assertThat(List.of(after.read(), after.applied(), after.deadLettered(), after.late()))
                .containsExactly(before.read(), before.applied(), before.deadLettered(), before.late());
        assertThat(outlet.acked).containsExactly("[0,50)#1", "[0,50)#2");
        assertDurableUpTo(50);
    }

    @Test
    void everyReadingIsToldOnceAsAppliedAndThenAsDuplicate() {
        offer(0, 50);
        flushAll();
        int readings = share(0, 50).readings().size();
        assertThat(List.of(watch.applied, watch.duplicate)).containsExactly(readings, 0);
        long late = memory.progress().values().stream()
                .mapToLong(partitions ->
                        partitions.getOrDefault(0, Progress.at(-1)).late())
                .sum();
        assertThat(watch.late).isPositive().isEqualTo(Math.toIntExact(late));
        offer(0, 60);
        flushAll();
        assertThat(List.of(watch.applied, watch.duplicate))
                .containsExactly(share(0, 60).readings().size(), readings);
    }

    @Test
    void changedSensorsAreToldUntilTheirFlushIsSent() {
        offer(0, 50);
        task.pulse(now);
        int sensors = new HashSet<>(List.of(share(0, 50).readings().sensors())).size();
        assertThat(watch.dirty).isEqualTo(sensors);
        flushAll();
        assertThat(watch.dirty).isZero();
    }

    /** Such a share moves no bucket, so no flush is sent that could tell of it. */
    @Test
    void duplicateForATaskThatCountsNothingIsAckedWithoutAnyMoreReadings() {
        offer(share(0, 50).withoutItems());
        flushAll();
        int sent = store.sent.size();
        offer(share(0, 50).withoutItems());
        task.pulse(++now);
        task.pulse(++now);
        assertThat(outlet.acked).containsExactly("[0,50)#1", "[0,50)#2");
        assertThat(store.sent).hasSize(sent);
    }

    @Test
    void copyOfAShareThatIsNotDurableYetFailsTheOlderAndIsAckedOnce() {
        offer(0, 50);
        offer(0, 50);
        assertThat(outlet.failed).containsExactly("[0,50)#1");
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,50)#2");
        assertDurableUpTo(50);
    }

    @Test
    void longerCutIsTrimmedForEachBucketByItself() {
        offer(0, 30);
        store.order(Fault.NONE);
        store.order(Fault.LOST_ON_THE_WAY);
        flushAll();
        task = task("owner-2", 1_000, 1_000);
        task.pulse(now);
        assertThat(memory.progress().values().stream()
                        .map(partitions ->
                                partitions.getOrDefault(0, Progress.at(-1)).next())
                        .toList())
                .containsExactly(30L, 30L, 30L);
        offer(0, 70);
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,70)#2");
        assertDurableUpTo(70);
    }

    @Test
    void flushOfUnknownOutcomeIsSentAgainIdenticallyThoughReadingsWentOn() {
        for (Fault fault : List.of(Fault.LOST_ON_THE_WAY, Fault.APPLIED_BUT_UNANSWERED)) {
            store.sent.clear();
            long from = fault == Fault.LOST_ON_THE_WAY ? 0 : 100;
            for (int i = 0; i < BUCKETS.count(); i++) {
                store.order(fault);
            }
            offer(from, from + 50);
            flushAll();
            List<Flush<ChainLogic.Row>> first = List.copyOf(store.sent);
            offer(from + 50, from + 100);
            assertThat(store.sent).hasSize(4);
            now += RETRY;
            task.pulse(now);
            assertThat(store.sent.subList(4, 8)).containsExactlyElementsOf(first);
            flushAll();
            assertDurableUpTo(from + 100);
        }
        assertThat(outlet.acked).containsExactly("[0,50)#1", "[50,100)#2", "[100,150)#3", "[150,200)#4");
    }

    @Test
    void furthestParkedShareFailsBeyondTheBound() {
        task = task("owner-1", 1_000, 2);
        offer(30, 40);
        offer(20, 30);
        offer(10, 20);
        assertThat(outlet.failed).containsExactly("[30,40)#1");
    }

    @Test
    void manyChangedSensorsHoldTheNextShareBackUntilTheirFlushIsThrough() {
        task = task("owner-1", 1, 1_000);
        task.pulse(now);
        for (int i = 0; i < BUCKETS.count(); i++) {
            store.order(Fault.HELD);
        }
        offer(0, 50);
        task.pulse(now);
        assertThat(store.sent).as("flushed before its time").hasSize(4);
        offer(50, 100);
        offer(100, 150);
        offer(150, 200);
        flushAll();
        assertThat(store.sent).hasSize(4);
        store.release();
        for (int i = 0; i < 8; i++) {
            task.pulse(now);
        }
        assertThat(outlet.acked).hasSize(4);
        assertDurableUpTo(200);
    }

    @Test
    void parkedSharesDoNotPassTheBoundOfChangedSensorsInOneGo() {
        task = task("owner-1", 1, 1_000);
        offer(100, 200);
        offer(50, 100);
        offer(0, 50);
        task.pulse(now);
        assertThat(store.sent.stream()
                        .map(flush -> flush.progress()
                                .getOrDefault(0, Progress.at(-1))
                                .next()))
                .as("each share has a flush of its own")
                .containsOnly(50L);
        flushAll();
        flushAll();
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,50)#3", "[50,100)#2", "[100,200)#1");
    }

    @Test
    void roundOfFlushesThatTookLongIsFollowedByARest() {
        for (int i = 0; i < BUCKETS.count(); i++) {
            store.order(Fault.HELD);
        }
        offer(0, 50);
        now += INTERVAL;
        task.pulse(now);
        assertThat(store.sent).hasSize(4);
        long took = 2 * INTERVAL;
        now += took;
        store.release();
        task.pulse(now);
        offer(50, 100);
        now += 2 * took - 1;
        task.pulse(now);
        assertThat(store.sent).as("the store has its rest").hasSize(4);
        now += 1;
        task.pulse(now);
        assertThat(store.sent).hasSize(8);
        task.pulse(now);
        assertDurableUpTo(100);
    }

    @Test
    void restIsBounded() {
        for (int i = 0; i < BUCKETS.count(); i++) {
            store.order(Fault.HELD);
        }
        offer(0, 50);
        now += INTERVAL;
        task.pulse(now);
        now += 60_000;
        store.release();
        task.pulse(now);
        offer(50, 100);
        now += 1_000;
        task.pulse(now);
        task.pulse(now);
        assertDurableUpTo(100);
    }
}
