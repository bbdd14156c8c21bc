// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.bolts.order.FaultyStore.Fault;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.Ledgers;
import io.foursigma.stores.memory.InMemoryBucketStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketTaskTest {

    private static final Buckets BUCKETS = new Buckets(4);
    private static final long INTERVAL = 100;
    private static final long RETRY = 50;

    private final TestLog log = TestLog.random(0, 200, new SplittableRandom(7));
    private final InMemoryBucketStore<ChainLogic.Row> memory = new InMemoryBucketStore<>();
    private final FaultyStore<ChainLogic.Row> store = new FaultyStore<>(memory);
    private final RecordingOutlet outlet = new RecordingOutlet();
    private BucketTask<ChainLogic.Live, ChainLogic.Row, String, String> task = task("owner-1", 1_000, 1_000);
    private long now;
    private int copies;

    @BeforeEach
    void firstFlushIsNotDueAtOnce() {
        task.pulse(now);
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

    /** Such a share moves no bucket, so no flush is sent that could tell of it. */
    @Test
    void duplicateForATaskThatCountsNothingIsAckedWithoutAnyMoreReadings() {
        offer(share(0, 50).withoutItems());
        flushAll();
        int sent = store.sent.size();
        offer(share(0, 50).withoutItems());
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
    void lostBucketIsReadAgainAndReplaysGiveTheSameBitsAndNoOutputIsLost() {
        offer(0, 50);
        flushAll();
        offer(50, 100);
        offer(150, 200);
        memory.claim(1, "somebody else");
        flushAll();
        assertThat(outlet.failed).containsExactlyInAnyOrder("[50,100)#2", "[150,200)#3");
        assertThat(outlet.acked).containsExactly("[0,50)#1");
        offer(50, 100);
        offer(100, 150);
        offer(150, 200);
        flushAll();
        assertThat(outlet.acked).hasSize(4);
        assertDurableUpTo(200);
        List<String> expected = new ArrayList<>();
        log.applied(expected);
        assertThat(outlet.outputs).containsAll(expected);
        assertThat(expected).containsAll(outlet.outputs);
    }

    @Test
    void bucketThatSomebodyElseHasMovedOnIsReadAgainWhenTheCommittedOffsetTells() {
        offer(0, 50);
        flushAll();
        BucketTask<ChainLogic.Live, ChainLogic.Row, String, String> other = task("owner-2", 1_000, 1_000);
        other.offer("other", share(50, 100), now);
        other.pulse(now + INTERVAL);
        other.pulse(now + INTERVAL);
        offer(log.shares(BUCKETS, 1, 100, 150, 100)[0]);
        flushAll();
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,50)#1", "other", "[100,150)#2");
        assertDurableUpTo(150);
    }

    @Test
    void recordsThatAreGoneStopTheTaskInsteadOfBeingPassedOver() {
        offer(0, 50);
        flushAll();
        assertThatThrownBy(() -> task.offer("gap", log.shares(BUCKETS, 1, 60, 70, 60)[0], now))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("partition 0 before offset 60")
                .hasMessageContaining("retention");
    }

    @Test
    void bucketWithoutStateBeginsAtTheCommittedOffset() {
        offer(log.shares(BUCKETS, 1, 120, 150, 100)[0]);
        flushAll();
        assertThat(store.sent).isEmpty();
        offer(log.shares(BUCKETS, 1, 100, 120, 100)[0]);
        flushAll();
        assertThat(outlet.acked).containsExactly("[100,120)#2", "[120,150)#1");
    }

    @Test
    void twoTasksThatFightForTheBucketsCountEveryReadingOnce() {
        BucketTask<ChainLogic.Live, ChainLogic.Row, String, String> other = task("owner-2", 1_000, 1_000);
        for (int round = 0; round < 60; round++) {
            long first = 10L * (round / 3 % 20);
            (round % 2 == 0 ? task : other).offer("fight-" + round, share(first, first + 10), now);
            if (round % 3 == 1) {
                now += INTERVAL;
                task.pulse(now);
                other.pulse(now);
            }
        }
        for (long first = 0; first < 200; first += 10) {
            offer(first, first + 10);
            flushAll();
        }
        for (long first = 0; first < 200; first += 10) {
            offer(first, first + 10);
        }
        flushAll();
        flushAll();
        assertDurableUpTo(200);
    }

    @Test
    void shareFailsWhileTheBucketsCannotBeClaimedAndTheStoreIsLeftAloneForAWhile() {
        store.claimsFail = true;
        offer(0, 10);
        assertThat(outlet.failed).containsExactly("[0,10)#1");
        store.claimsFail = false;
        offer(0, 10);
        assertThat(outlet.failed).hasSize(2);
        now += RETRY;
        offer(0, 10);
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,10)#3");
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
    void readingsOfATopicMadeAnewAreRefusedWithTheCure() {
        offer(0, 10);
        Share here = share(10, 20);
        Share elsewhere =
                new Share("topic-2", 0, 10, 20, 0, here.readings(), here.itemOffsets(), here.deadLetterOffsets());
        assertThatThrownBy(() -> task.offer("elsewhere", elsewhere, now))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topic-1")
                .hasMessageContaining("topic-2")
                .hasMessageContaining("cassandra.keyspace");
    }

    private BucketTask<ChainLogic.Live, ChainLogic.Row, String, String> task(
            String owner, int maxDirtyRows, int maxParked) {
        BucketTaskConfig config = new BucketTaskConfig(
                BUCKETS,
                BucketTaskConfig.ownedBy(0, 1, BUCKETS),
                owner,
                INTERVAL,
                1_000,
                maxDirtyRows,
                maxParked,
                RETRY);
        return new BucketTask<>(config, store, new ChainLogic(), outlet);
    }

    private Share share(long first, long end) {
        return log.shares(BUCKETS, 1, first, end, 0)[0];
    }

    private void offer(long first, long end) {
        offer(share(first, end));
    }

    private void offer(Share share) {
        task.offer("[" + share.first() + "," + share.end() + ")#" + ++copies, share, now);
    }

    /** Sends what is due and takes note of it. */
    private void flushAll() {
        now += INTERVAL;
        task.pulse(now);
        task.pulse(now);
    }

    private Ledger.Line ledger() {
        return Ledgers.of(memory.progress(), Map.of()).partitions().get(0);
    }

    /** The store holds exactly what a run over the log up to here would make, and the ledger is balanced. */
    private void assertDurableUpTo(long end) {
        TestLog part = new TestLog(0);
        part.addAll(log, end);
        Map<String, ChainLogic.Row> rows = new HashMap<>();
        memory.rows().values().forEach(rows::putAll);
        assertThat(rows).isEqualTo(part.applied(new ArrayList<>()));
        assertThat(memory.progress().values())
                .hasSize(BUCKETS.count())
                .extracting(partitions ->
                        partitions.getOrDefault(0, Progress.at(-1)).next())
                .containsOnly(end);
        Ledger.Line ledger = ledger();
        assertThat(ledger.balanced()).isTrue();
        assertThat(ledger.applied()).isEqualTo(part.items(true));
        assertThat(ledger.deadLettered()).isEqualTo(part.items(false));
    }
}
