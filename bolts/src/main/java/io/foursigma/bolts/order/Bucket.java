// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Claim;
import io.foursigma.stores.BucketStore.Flush;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One claimed bucket in memory: the sensors' live state, how far it has come in each partition, what has changed since
 * the last flush, and the flush that is under way.
 */
final class Bucket<L, S, O> {

    private final int number;
    private final SensorLogic<L, S, O> logic;
    private final long epoch;
    private long sequence;
    private @Nullable String topicId;
    private final Map<String, L> sensors = new HashMap<>();
    private final Map<Integer, Progress> progress;
    private final Map<Integer, Long> durableNext = new HashMap<>();
    private Map<String, L> dirty = new HashMap<>();
    private boolean moved;
    private @Nullable Flush<S> inFlight;

    Bucket(int number, Claim<S> claim, SensorLogic<L, S, O> logic) {
        this.number = number;
        this.logic = logic;
        epoch = claim.epoch();
        sequence = claim.sequence();
        topicId = claim.topicId();
        progress = new HashMap<>(claim.progress());
        progress.forEach((partition, at) -> durableNext.put(partition, at.next()));
        claim.rows().forEach((sensor, row) -> sensors.put(sensor, logic.resume(sensor, row)));
    }

    /** The offset that the bucket has to apply next in the share's partition. */
    long next(Share share) {
        if (topicId != null && !topicId.equals(share.topicId())) {
            throw new IllegalStateException("bucket " + number + " holds the state of topic " + topicId
                    + ", but the readings come from topic " + share.topicId()
                    + ": the topic was made anew; give another keyspace (cassandra.keyspace), or empty this one");
        }
        Progress at = progress.get(share.partition());
        return at == null ? share.committed() : at.next();
    }

    /** The offset up to which the partition is durable. */
    long durableNext(int partition) {
        return durableNext.getOrDefault(partition, 0L);
    }

    /** Applies the readings of a share that lie in this bucket and were not applied before. */
    void apply(Share share, int[] bucketOf, List<PartitionOrder.Caused<O>> outputs, TaskWatch watch) {
        long next = next(share);
        Share.Columns readings = share.readings();
        int applied = 0;
        int late = 0;
        int duplicate = 0;
        List<O> caused = new ArrayList<>(0);
        for (int i = 0; i < bucketOf.length; i++) {
            if (bucketOf[i] != number) {
                continue;
            }
            if (readings.offsets()[i] < next) {
                duplicate++;
            } else {
                String sensor = readings.sensors()[i];
                L live = sensors.computeIfAbsent(sensor, logic::fresh);
                if (logic.apply(live, share, i, caused)) {
                    late++;
                }
                for (O output : caused) {
                    outputs.add(new PartitionOrder.Caused<>(number, readings.offsets()[i], output));
                }
                caused.clear();
                applied++;
                dirty.put(sensor, live);
            }
        }
        if (applied + duplicate > 0) {
            watch.applied(applied, late, duplicate);
        }
        count(share, next, applied, late);
    }

    private void count(Share share, long next, long applied, long late) {
        int items = Share.countFrom(share.itemOffsets(), next);
        int repeated = share.itemOffsets().length - items;
        if (share.end() <= next && repeated == 0) {
            return;
        }
        Progress at = progress.getOrDefault(share.partition(), Progress.at(next));
        progress.put(
                share.partition(),
                new Progress(
                        Math.max(next, share.end()),
                        at.read() + items,
                        at.applied() + applied,
                        at.deadLettered() + Share.countFrom(share.deadLetterOffsets(), next),
                        at.late() + late,
                        at.replayed() + repeated,
                        at.lost() + share.lostFrom(next)));
        topicId = share.topicId();
        moved = true;
    }

    int dirtyCount() {
        return dirty.size();
    }

    boolean flushing() {
        return inFlight != null;
    }

    /** The flush to be sent: the one whose outcome is unknown, or a new snapshot; null if there is nothing to flush. */
    @Nullable
    Flush<S> flush() {
        if (inFlight == null && moved && topicId != null) {
            Map<String, S> rows = new HashMap<>();
            dirty.forEach((sensor, live) -> rows.put(sensor, logic.row(live)));
            inFlight = new Flush<>(number, epoch, sequence + 1, topicId, Map.copyOf(progress), rows);
            dirty = new HashMap<>();
            moved = false;
        }
        return inFlight;
    }

    /** Whether this is the flush under way; an answer to one of an ownership that was lost since means nothing. */
    boolean sent(Flush<S> flush) {
        return inFlight != null && flush.epoch() == epoch && flush.sequence() == sequence + 1;
    }

    /** The flush under way is durable. */
    void durable(Flush<S> flush) {
        sequence = flush.sequence();
        flush.progress().forEach((partition, at) -> durableNext.put(partition, at.next()));
        inFlight = null;
    }
}
