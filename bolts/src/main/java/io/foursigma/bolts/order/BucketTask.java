// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Outlet<T, O> outlet;
    private final TaskWatch watch;
    private final Mailbox mailbox = new Mailbox();
    private final Map<Integer, PartitionOrder<T, O>> partitions = new HashMap<>();
    private final OwnedBuckets<L, S, O> buckets;
    private final Loads<L, S, O, T> loads;
    private final Flushes<L, S, O> flushes;
    private final Silence<L, S, O> silence;
    private final @Nullable StoredOutputs<L, S, O, T> stored;
    private boolean claimedOnce;

    /** A task that claims nothing before its first pulse or share. */
    public BucketTask(
            BucketTaskConfig config,
            BucketStore<S> store,
            SensorLogic<L, S, O> logic,
            Outlet<T, O> outlet,
            TaskWatch watch) {
        this.config = config;
        this.outlet = outlet;
        this.watch = watch;
        buckets = new OwnedBuckets<>(config, store, logic);
        loads = new Loads<>(config, store, buckets, mailbox, this::lose);
        flushes = new Flushes<>(config, store, buckets, mailbox, this::lose);
        silence = new Silence<>(config, store, buckets, mailbox);
        stored = logic.repetition() instanceof Repetition.Stored<L, O> form
                ? new StoredOutputs<>(config, store, form, outlet, mailbox)
                : null;
    }

    /** Takes a share. Its ticket comes out of the outlet, now or later. */
    public void offer(T ticket, Share share, long nowMillis) {
        takeMail(nowMillis);
        if (!buckets.claimAll(nowMillis) || !keepUp(share, nowMillis)) {
            outlet.failed(ticket);
            return;
        }
        PartitionOrder<T, O> order = partitions.computeIfAbsent(
                share.partition(),
                partition -> new PartitionOrder<>(config.maxParked(), config.maxParkedBytes(), config.rules()));
        order.park(ticket, share, config.buckets().of(share.readings().sensors()))
                .forEach(outlet::failed);
        applyInOrder(order, nowMillis);
        sendDue(nowMillis);
        tellParked();
    }

    /**
     * Takes note of what the store has answered and sends what is due. To be called every few milliseconds. The first
     * claim is made here too, so that it need not wait for a share; one that was lost is not, since two tasks that both
     * think a bucket theirs would take it from each other for ever.
     */
    public void pulse(long nowMillis) {
        if (!claimedOnce) {
            claimedOnce = buckets.claimAll(nowMillis);
        }
        takeMail(nowMillis);
        proceed(nowMillis);
        sendDue(nowMillis);
        silence.pulse(nowMillis);
        evict(nowMillis);
        if (stored != null) {
            stored.readWhatIsDue(nowMillis);
            stored.forgetCommitted(partitions, buckets, nowMillis);
        }
        tellParked();
    }

    /** Whether the buckets have been claimed once: from then on no owner before this one makes anything durable. */
    public boolean claimed() {
        return claimedOnce;
    }

    private void takeMail(long nowMillis) {
        if (mailbox.take(nowMillis)) {
            proceed(nowMillis);
        }
    }

    /** Lets go what has become durable, and applies what nothing holds up any more. */
    private void proceed(long nowMillis) {
        if (buckets.complete()) {
            partitions.forEach((partition, order) -> letGo(partition, order, nowMillis));
            partitions.values().forEach(order -> applyInOrder(order, nowMillis));
        }
    }

    /**
     * Sees to it that no bucket stands before what was durable when the share's run was read. One that does was
     * overtaken: another owner, gone since, has flushed it; what is in memory is dropped and read anew.
     */
    private boolean keepUp(Share share, long nowMillis) {
        List<Bucket<L, S, O>> overtaken = buckets.behind(share);
        if (overtaken.isEmpty() || !config.rules().keep(Rule.STALE_MEMORY_IS_DROPPED)) {
            return true;
        }
        overtaken.forEach(this::lose);
        if (!buckets.claimAll(nowMillis)) {
            return false;
        }
        List<Bucket<L, S, O>> lacking = buckets.behind(share);
        if (!lacking.isEmpty()) {
            throw new IllegalStateException("buckets "
                    + lacking.stream().map(Bucket::number).toList()
                    + " lack records of partition " + share.partition() + " before offset " + share.committed()
                    + ", which are not offered any more: either the topic has dropped them (retention), or the consumer"
                    + " group has come further than the state; give a new keyspace (cassandra.keyspace) and group"
                    + " (kafka.group), or reset the group's offsets");
        }
        return true;
    }

    /** Applies parked shares of a partition for as long as they are next in order and nothing holds them up. */
    private void applyInOrder(PartitionOrder<T, O> order, long nowMillis) {
        for (PartitionOrder.Parked<T> head = order.head(); head != null; head = order.head()) {
            if (tooEarly(head.share()) || flushes.holdBack() || !loads.ready(head, order.parked(), nowMillis)) {
                return;
            }
            order.unparkHead();
            apply(order, head, nowMillis);
        }
    }

    private boolean tooEarly(Share share) {
        return config.rules().keep(Rule.KAFKAS_ORDER) && share.first() > buckets.leastNext(share);
    }

    private void apply(PartitionOrder<T, O> order, PartitionOrder.Parked<T> one, long nowMillis) {
        Share share = one.share();
        List<O> caused = new ArrayList<>(0);
        List<PartitionOrder.Trim> trims = new ArrayList<>(0);
        for (Bucket<L, S, O> bucket : buckets.all()) {
            long next = bucket.next(share);
            if (next > share.first() && config.rules().keep(Rule.DUPLICATES_REPEAT)) {
                trims.add(new PartitionOrder.Trim(bucket.number(), Math.min(next, share.end())));
            }
            bucket.begin(share);
        }
        int[] bucketOf = one.bucketOf();
        int applied = 0;
        for (int i = 0; i < bucketOf.length; i++) {
            if (buckets.of(bucketOf[i]).apply(share, i, caused, nowMillis)) {
                applied++;
            }
        }
        int late = 0;
        int counting = config.buckets().ofPartition(share.partition());
        for (Bucket<L, S, O> bucket : buckets.all()) {
            late += bucket.end(share, bucket.number() == counting);
        }
        watch.applied(applied, late, bucketOf.length - applied);
        T older = order.await(new PartitionOrder.Waiting<>(one.ticket(), share, caused, trims));
        if (older != null) {
            outlet.failed(older);
        }
    }

    private void letGo(int partition, PartitionOrder<T, O> order, long nowMillis) {
        List<PartitionOrder.Waiting<T, O>> durable = order.takeDurable(buckets.leastDurable(partition));
        List<PartitionOrder.Waiting<T, O>> again = new ArrayList<>(0);
        List<Outlet.Done<T, O>> done = new ArrayList<>(durable.size());
        for (PartitionOrder.Waiting<T, O> one : durable) {
            if (stored == null || one.trims().isEmpty()) {
                done.add(new Outlet.Done<>(one.ticket(), one.share(), one.fresh()));
            } else {
                again.add(one);
            }
        }
        if (!done.isEmpty()) {
            outlet.durable(done);
        }
        if (stored != null && !again.isEmpty()) {
            stored.repeat(partition, again, nowMillis);
        }
    }

    private void sendDue(long nowMillis) {
        int waiting = 0;
        for (PartitionOrder<T, O> order : partitions.values()) {
            waiting += order.waitingCount();
        }
        flushes.sendDue(nowMillis, waiting);
        int dirty = 0;
        for (Bucket<L, S, O> bucket : buckets.all()) {
            dirty += bucket.dirtyCount();
        }
        watch.dirty(dirty);
    }

    private void evict(long nowMillis) {
        int resident = 0;
        for (Bucket<L, S, O> bucket : buckets.all()) {
            if (!loads.awaited(bucket)) {
                bucket.evict(nowMillis - config.evictAfterMillis(), config.maxResidents());
            }
            resident += bucket.residentCount();
        }
        watch.resident(resident);
    }

    private void tellParked() {
        int shares = 0;
        long bytes = 0;
        for (PartitionOrder<T, O> order : partitions.values()) {
            shares += order.parkedCount();
            bytes += order.parkedBytes();
        }
        watch.parked(shares, bytes);
    }

    /** Somebody else has the bucket: what is in memory is worth nothing, and every share has to come again. */
    private void lose(Bucket<L, S, O> bucket) {
        LOG.warn("bucket {} has another owner now: dropped from memory", bucket.number());
        buckets.drop(bucket);
        flushes.forget(bucket);
        loads.forget();
        partitions.values().forEach(order -> order.takeTickets().forEach(outlet::failed));
    }
}
