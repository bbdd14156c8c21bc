// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.bolts.order.PartitionOrder.Trim;
import io.foursigma.bolts.order.PartitionOrder.Waiting;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StoredOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds again what readings have brought about that came once more, and lets go what nobody will ask for any more.
 *
 * @param <L> the live state of one sensor
 * @param <S> its durable form
 * @param <O> what a reading may bring about
 * @param <T> what stands for a tuple
 */
final class StoredOutputs<L, S, O, T> {

    private static final Logger LOG = LoggerFactory.getLogger(StoredOutputs.class);

    private final BucketTaskConfig config;
    private final BucketStore<S> store;
    private final Repetition.Stored<L, O> form;
    private final Outlet<T, O> outlet;
    private final Mailbox mailbox;
    private final Map<Integer, TreeMap<Long, Waiting<T, O>>> gathered = new HashMap<>();
    private final Set<Integer> reading = new HashSet<>();
    private long readAgainAt = Long.MIN_VALUE;
    private final Map<Integer, Long> forgotten = new HashMap<>();
    private long lastForgetMillis = Long.MIN_VALUE / 2;

    StoredOutputs(
            BucketTaskConfig config,
            BucketStore<S> store,
            Repetition.Stored<L, O> form,
            Outlet<T, O> outlet,
            Mailbox mailbox) {
        this.config = config;
        this.store = store;
        this.form = form;
        this.outlet = outlet;
        this.mailbox = mailbox;
    }

    /**
     * Lets durable shares of a partition go, each with what it had brought about before. One read per partition and bucket
     * is under way: after a crash thousands of shares come again, and those that come meanwhile go into the next read
     * together. What could not be read is read again after a while; of the copies of a share that come meanwhile, the last
     * is kept.
     */
    void repeat(int partition, List<Waiting<T, O>> shares, long nowMillis) {
        shares.forEach(share -> gather(partition, share));
        readNext(partition, nowMillis);
    }

    private void gather(int partition, Waiting<T, O> share) {
        Waiting<T, O> older = gathered.computeIfAbsent(partition, none -> new TreeMap<>())
                .put(share.share().first(), share);
        if (older != null) {
            outlet.failed(older.ticket());
        }
    }

    /** Reads what could not be read before. To be called every few milliseconds. */
    void readWhatIsDue(long nowMillis) {
        if (!gathered.isEmpty()) {
            List.copyOf(gathered.keySet()).forEach(partition -> readNext(partition, nowMillis));
        }
    }

    private void readNext(int partition, long nowMillis) {
        if (nowMillis < readAgainAt || reading.contains(partition)) {
            return;
        }
        TreeMap<Long, Waiting<T, O>> next = gathered.remove(partition);
        if (next != null) {
            reading.add(partition);
            read(partition, next.values());
        }
    }

    private void read(int partition, Collection<Waiting<T, O>> shares) {
        Map<Integer, long[]> ranges = new TreeMap<>();
        for (Waiting<T, O> one : shares) {
            for (Trim trim : one.trims()) {
                long[] range = ranges.computeIfAbsent(trim.bucket(), bucket -> new long[] {Long.MAX_VALUE, 0});
                range[0] = Math.min(range[0], one.share().first());
                range[1] = Math.max(range[1], trim.to());
            }
        }
        Map<Integer, CompletableFuture<List<StoredOutput>>> reads = new HashMap<>();
        ranges.forEach((bucket, range) -> reads.put(
                bucket, store.outputs(bucket, partition, range[0], range[1]).toCompletableFuture()));
        mailbox.await(
                CompletableFuture.allOf(reads.values().toArray(CompletableFuture[]::new)), (all, error, nowMillis) -> {
                    reading.remove(partition);
                    if (error == null) {
                        outlet.durable(shares.stream()
                                .map(one -> new Outlet.Done<>(one.ticket(), one.share(), outputs(one, reads)))
                                .toList());
                    } else {
                        LOG.warn("outputs of partition {} are read again: {}", partition, error.getMessage());
                        readAgainAt = nowMillis + config.retryMillis();
                        gatherAgain(partition, shares);
                    }
                    readNext(partition, nowMillis);
                });
    }

    /** Those of which no newer copy has come meanwhile. */
    private void gatherAgain(int partition, Collection<Waiting<T, O>> shares) {
        TreeMap<Long, Waiting<T, O>> newer = gathered.computeIfAbsent(partition, none -> new TreeMap<>());
        for (Waiting<T, O> one : shares) {
            if (newer.putIfAbsent(one.share().first(), one) != null) {
                outlet.failed(one.ticket());
            }
        }
    }

    private List<O> outputs(Waiting<T, O> share, Map<Integer, CompletableFuture<List<StoredOutput>>> reads) {
        List<O> outputs = new ArrayList<>(share.fresh());
        for (Trim trim : share.trims()) {
            for (StoredOutput stored :
                    Objects.requireNonNull(reads.get(trim.bucket())).join()) {
                if (stored.offset() >= share.share().first() && stored.offset() < trim.to()) {
                    outputs.add(form.output(stored.document()));
                }
            }
        }
        return outputs;
    }

    /**
     * Once in a while, takes away what the consumer group has passed.
     *
     * @param partitions per partition, its shares
     */
    void forgetCommitted(Map<Integer, PartitionOrder<T, O>> partitions, OwnedBuckets<L, S, O> buckets, long nowMillis) {
        if (nowMillis - lastForgetMillis < config.forgetIntervalMillis()) {
            return;
        }
        lastForgetMillis = nowMillis;
        partitions.forEach((partition, order) -> {
            long below = config.rules().keep(Rule.OUTPUTS_KEPT_UNTIL_COMMITTED)
                    ? order.committed()
                    : buckets.leastDurable(partition);
            if (below > forgotten.getOrDefault(partition, 0L)) {
                forgotten.put(partition, below);
                buckets.all().forEach(bucket -> forget(bucket, partition, below));
            }
        });
    }

    private void forget(Bucket<L, S, O> bucket, int partition, long below) {
        mailbox.await(store.forget(bucket.number(), bucket.epoch(), partition, below), (done, error, nowMillis) -> {
            if (error != null) {
                LOG.debug("outputs of bucket {} are forgotten later: {}", bucket.number(), error.getMessage());
                forgotten.remove(partition);
            }
        });
    }
}
