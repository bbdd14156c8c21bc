// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.Ledgers;
import io.foursigma.stores.memory.InMemoryBucketStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;

/** One stateful task on an in-memory store that can be made to fail, fed by hand. */
abstract class BucketTaskScenario {

    static final Buckets BUCKETS = new Buckets(4);
    static final long INTERVAL = 100;
    static final long RETRY = 50;

    final TestLog log = TestLog.random(0, 200, new SplittableRandom(7));
    final InMemoryBucketStore<ChainLogic.Row> memory = new InMemoryBucketStore<>();
    final FaultyStore<ChainLogic.Row> store = new FaultyStore<>(memory);
    final RecordingOutlet outlet = new RecordingOutlet();
    final List<String> silent = new ArrayList<>();
    final RecordingWatch watch = new RecordingWatch();
    BucketTask<ChainLogic.Live, ChainLogic.Row, String, String> task = task("owner-1", 1_000, 1_000);
    long now;
    int residents = 1_000;
    long evictAfter = 1_000_000;
    long silentAfter = Long.MAX_VALUE;
    int copies;

    @BeforeEach
    void firstFlushIsNotDueAtOnce() {
        task.pulse(now);
    }

    BucketTask<ChainLogic.Live, ChainLogic.Row, String, String> task(String owner, int maxDirtyRows, int maxParked) {
        BucketTaskConfig config = new BucketTaskConfig(
                BUCKETS,
                BucketTaskConfig.ownedBy(0, 1, BUCKETS),
                owner,
                INTERVAL,
                1_000,
                maxDirtyRows,
                1 << 20,
                maxParked,
                1 << 20,
                residents,
                evictAfter,
                silentAfter,
                1_000,
                RETRY,
                Rules.ALL);
        return new BucketTask<>(config, store, ChainLogic.stored(silent::add), outlet, watch);
    }

    Share share(long first, long end) {
        return log.shares(BUCKETS, 1, first, end, 0)[0];
    }

    void offer(long first, long end) {
        offer(share(first, end));
    }

    void offer(Share share) {
        task.offer("[" + share.first() + "," + share.end() + ")#" + ++copies, share, now);
    }

    /** Sends what is due, takes note of it, and reads outputs again where need be. */
    void flushAll() {
        now += INTERVAL;
        task.pulse(now);
        task.pulse(now);
        task.pulse(now);
    }

    Ledger.Line ledger() {
        return Ledgers.of(memory.progress(), Map.of()).partitions().get(0);
    }

    /** The store holds exactly what a run over the log up to here would make, and the ledger is balanced. */
    void assertDurableUpTo(long end) {
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
