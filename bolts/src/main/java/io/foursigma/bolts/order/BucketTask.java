// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import io.foursigma.stores.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stateful task: it claims its buckets, applies shares in Kafka's order and each once, flushes, and lets a share go
 * when every one of its buckets is durable up to the share's end. Belongs to one thread; flushes complete elsewhere and
 * are taken note of at the next call.
 *
 * @param <L> the live state of one sensor
 * @param <S> its durable form
 * @param <O> what a reading may bring about
 * @param <T> what stands for a tuple
 */
public final class BucketTask<L, S, O, T> {

    private static final Logger LOG = LoggerFactory.getLogger(BucketTask.class);

    private final BucketTaskConfig config;
    private final BucketStore<S> store;
    private final SensorLogic<L, S, O> logic;
    private final Outlet<T, O> outlet;
    private final TaskWatch watch;
    private final Map<Integer, Bucket<L, S, O>> buckets = new TreeMap<>();
    private final Map<Integer, PartitionOrder<T, O>> partitions = new HashMap<>();
    private final Map<Integer, Long> sendAgainAt = new HashMap<>();
    private final Queue<Completion<S>> completions = new ConcurrentLinkedQueue<>();
    private long lastFlushMillis = Long.MIN_VALUE / 2;
    private long claimAgainAt = Long.MIN_VALUE;
    private boolean claimedOnce;

    /** A task that claims nothing before its first pulse or share. */
    public BucketTask(
            BucketTaskConfig config,
            BucketStore<S> store,
            SensorLogic<L, S, O> logic,
            Outlet<T, O> outlet,
            TaskWatch watch) {
        this.config = config;
        this.store = store;
        this.logic = logic;
        this.outlet = outlet;
        this.watch = watch;
    }

    /** Takes a share. Its ticket comes out of the outlet, now or later. */
    public void offer(T ticket, Share share, long nowMillis) {
        takeCompletions(nowMillis);
        if (!claimAll(nowMillis) || !keepUp(share, nowMillis)) {
            outlet.failed(ticket);
            return;
        }
        PartitionOrder<T, O> order =
                partitions.computeIfAbsent(share.partition(), partition -> new PartitionOrder<>(config.maxParked()));
        order.park(ticket, share).forEach(outlet::failed);
        applyParked(order, share);
        flushIfDue(nowMillis);
    }

    /**
     * Takes note of completed flushes and sends those that are due. To be called every few milliseconds. The first
     * claim is made here too, so that it need not wait for a share; one that was lost is not, since two tasks that both
     * think a bucket theirs would take it from each other for ever.
     */
    public void pulse(long nowMillis) {
        if (!claimedOnce) {
            claimedOnce = claimAll(nowMillis);
        }
        takeCompletions(nowMillis);
        letGo();
        flushIfDue(nowMillis);
    }

    /**
     * Sees to it that no bucket stands before what was durable when the share's run was read. One that does was
     * overtaken: another owner, gone since, has flushed it; what is in memory is dropped and read anew.
     */
    private boolean keepUp(Share share, long nowMillis) {
        List<Integer> overtaken = behind(share);
        if (overtaken.isEmpty()) {
            return true;
        }
        overtaken.forEach(this::lose);
        if (!claimAll(nowMillis)) {
            return false;
        }
        List<Integer> lacking = behind(share);
        if (!lacking.isEmpty()) {
            throw new IllegalStateException("buckets " + lacking + " lack records of partition " + share.partition()
                    + " before offset " + share.committed() + ", which are not offered any more: either the topic has"
                    + " dropped them (retention), or the consumer group has come further than the state; give a new"
                    + " keyspace (cassandra.keyspace) and group (kafka.group), or reset the group's offsets");
        }
        return true;
    }

    private List<Integer> behind(Share share) {
        List<Integer> behind = new ArrayList<>(0);
        buckets.forEach((number, bucket) -> {
            if (bucket.next(share) < share.committed()) {
                behind.add(number);
            }
        });
        return behind;
    }

    /** Applies parked shares of the partition of {@code like} for as long as they are next in order. */
    private void applyParked(PartitionOrder<T, O> order, Share like) {
        Share latest = like;
        while (!holdsBack()) {
            long next = Long.MAX_VALUE;
            for (Bucket<L, S, O> bucket : buckets.values()) {
                next = Math.min(next, bucket.next(latest));
            }
            PartitionOrder.Parked<T> parked = order.unpark(next);
            if (parked == null) {
                return;
            }
            latest = parked.share();
            apply(order, parked.ticket(), latest);
        }
    }

    private void apply(PartitionOrder<T, O> order, T ticket, Share share) {
        List<PartitionOrder.Caused<O>> outputs = new ArrayList<>(0);
        String[] sensors = share.readings().sensors();
        int[] bucketOf = new int[sensors.length];
        for (int i = 0; i < sensors.length; i++) {
            bucketOf[i] = config.buckets().of(sensors[i]);
        }
        int counting = config.buckets().ofPartition(share.partition());
        buckets.forEach((number, bucket) ->
                bucket.apply(number == counting ? share : share.withoutItems(), bucketOf, outputs, watch));
        T older = order.await(ticket, share, outputs);
        if (older != null) {
            outlet.failed(older);
        }
    }

    /** Whether a bucket has changed so much that the next share must wait until its flush is sent. */
    private boolean holdsBack() {
        return buckets.values().stream().anyMatch(this::overfull);
    }

    private boolean claimAll(long nowMillis) {
        if (buckets.size() == config.owned().size()) {
            return true;
        }
        if (nowMillis < claimAgainAt) {
            return false;
        }
        try {
            for (int number : config.owned()) {
                if (!buckets.containsKey(number)) {
                    buckets.put(number, new Bucket<>(number, store.claim(number, config.owner()), logic));
                }
            }
            return true;
        } catch (StoreException e) {
            LOG.warn("buckets cannot be claimed, readings wait in Kafka: {}", e.getMessage());
            claimAgainAt = nowMillis + config.retryMillis();
            return false;
        }
    }

    private void flushIfDue(long nowMillis) {
        int waiting = 0;
        for (PartitionOrder<T, O> order : partitions.values()) {
            waiting += order.waitingCount();
        }
        boolean due = nowMillis - lastFlushMillis >= config.flushIntervalMillis() || waiting >= config.maxWaiting();
        if (due) {
            lastFlushMillis = nowMillis;
        }
        int dirty = 0;
        for (Map.Entry<Integer, Bucket<L, S, O>> entry : buckets.entrySet()) {
            Bucket<L, S, O> bucket = entry.getValue();
            Long again = sendAgainAt.get(entry.getKey());
            if (bucket.flushing() ? again != null && nowMillis >= again : due || overfull(bucket)) {
                sendAgainAt.remove(entry.getKey());
                send(bucket.flush());
            }
            dirty += bucket.dirtyCount();
        }
        watch.dirty(dirty);
    }

    private boolean overfull(Bucket<L, S, O> bucket) {
        return bucket.dirtyCount() >= config.maxDirtyRows();
    }

    private void send(@Nullable Flush<S> flush) {
        if (flush != null) {
            store.flush(flush)
                    .whenComplete((outcome, error) -> completions.add(new Completion<>(flush, outcome, error)));
        }
    }

    private void takeCompletions(long nowMillis) {
        boolean any = false;
        for (Completion<S> one = completions.poll(); one != null; one = completions.poll()) {
            any = true;
            int number = one.flush.bucket();
            Bucket<L, S, O> bucket = buckets.get(number);
            if (bucket == null || !bucket.sent(one.flush)) {
                continue;
            }
            if (one.error != null) {
                LOG.warn("bucket {} is flushed again, its outcome is unknown: {}", number, one.error.getMessage());
                sendAgainAt.put(number, nowMillis + config.retryMillis());
            } else if (one.outcome == FlushOutcome.DURABLE) {
                bucket.durable(one.flush);
            } else {
                lose(number);
            }
        }
        if (any) {
            letGo();
        }
    }

    /** Somebody else has the bucket: what is in memory is worth nothing, and every share has to come again. */
    private void lose(int number) {
        LOG.warn("bucket {} has another owner now: dropped from memory", number);
        Bucket<L, S, O> lost = buckets.remove(number);
        sendAgainAt.remove(number);
        partitions.forEach((partition, order) -> {
            order.forget(number, lost == null ? 0 : lost.durableNext(partition));
            order.takeTickets().forEach(outlet::failed);
        });
    }

    private void letGo() {
        List<Outlet.Done<T, O>> done = new ArrayList<>();
        if (buckets.size() == config.owned().size()) {
            partitions.forEach((partition, order) -> {
                long durable = Long.MAX_VALUE;
                for (Bucket<L, S, O> bucket : buckets.values()) {
                    durable = Math.min(durable, bucket.durableNext(partition));
                }
                order.takeDurable(durable, done);
            });
        }
        if (!done.isEmpty()) {
            outlet.durable(done);
        }
        partitions.values().forEach(order -> order.firstParked().ifPresent(share -> applyParked(order, share)));
    }

    /** What became of a flush, as told by the store's thread. */
    private record Completion<S>(
            Flush<S> flush,
            @Nullable FlushOutcome outcome,
            @Nullable Throwable error) {}
}
