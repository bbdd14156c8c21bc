// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who owns the buckets, and where a bucket begins. */
class BucketOwnershipTest extends BucketTaskScenario {

    @Test
    void bucketsAreClaimedByTheFirstPulseSoThatTheFirstShareNeedNotWait() {
        assertThat(memory.owner(0)).isEqualTo("owner-1");
        store.claimsFail = true;
        offer(0, 10);
        flushAll();
        assertThat(outlet.acked).containsExactly("[0,10)#1");
    }

    @Test
    void lostBucketIsNotTakenBackByAPulse() {
        offer(0, 10);
        memory.claim(1, "somebody else");
        flushAll();
        flushAll();
        assertThat(memory.owner(1)).isEqualTo("somebody else");
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

    /** Found by the simulation: a share that was read before the commit would have waited for ever, all others behind it. */
    @Test
    void bucketWithoutStateBeginsAtTheGreatestCommittedOffsetThatAnyShareHasTold() {
        offer(log.shares(BUCKETS, 1, 110, 120, 100)[0]);
        offer(log.shares(BUCKETS, 1, 120, 150, 120)[0]);
        flushAll();
        flushAll();
        assertThat(outlet.acked).containsExactlyInAnyOrder("[110,120)#1", "[120,150)#2");
        assertThat(memory.progress().values())
                .extracting(partitions ->
                        partitions.getOrDefault(0, Progress.at(-1)).next())
                .containsOnly(150L);
        assertThat(ledger().applied()).isEqualTo(log.items(120, true) - log.items(150, true));
    }

    /** Found by the simulation: its statistics would have begun at zero, for the live page to see. */
    @Test
    void bucketThatWasClaimedEmptyDoesNotBeginAtAnOffsetThatAnotherOwnerBroughtItTo() {
        BucketTask<ChainLogic.Live, ChainLogic.Row, String, String> other = task("owner-2", 1_000, 1_000);
        other.offer("other", share(0, 50), now);
        for (int i = 0; i < 3; i++) {
            other.pulse(now + INTERVAL);
        }
        int applied = watch.applied;
        offer(log.shares(BUCKETS, 1, 50, 100, 50)[0]);
        flushAll();
        assertThat(outlet.failed).containsExactly("[50,100)#1");
        assertThat(watch.applied).isEqualTo(applied);
        offer(log.shares(BUCKETS, 1, 50, 100, 50)[0]);
        flushAll();
        flushAll();
        assertDurableUpTo(100);
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
        task = task("owner-2", 1_000, 1_000);
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
    void readingsOfATopicMadeAnewAreRefusedWithTheCure() {
        offer(0, 10);
        Share here = share(10, 20);
        Share elsewhere =
                new Share("topic-2", 0, 10, 20, 0, 0, here.readings(), here.itemOffsets(), here.deadLetterOffsets());
        assertThatThrownBy(() -> task.offer("elsewhere", elsewhere, now))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topic-1")
                .hasMessageContaining("topic-2")
                .hasMessageContaining("cassandra.keyspace");
    }
}
