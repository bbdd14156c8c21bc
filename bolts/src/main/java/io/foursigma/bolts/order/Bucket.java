// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Claim;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.SensorRow;
import io.foursigma.stores.StoredOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One claimed bucket in memory: the live state of the sensors that were used of late, how far it has come in each
 * partition, what has changed since the last flush, and the flush that is under way.
 */
final class Bucket<L, S, O> {

    private final int number;
    private final SensorLogic<L, S, O> logic;
    private final Rules rules;
    private final long epoch;
    private final long claimedMillis;
    private final Residents<L> residents = new Residents<>();
    private final Map<Integer, Progress> progress;
    private final Map<Integer, Long> durableNext = new HashMap<>();
    private long sequence;
    private @Nullable String topicId;
    private boolean mayHaveRows;
    private Map<String, L> dirty = new HashMap<>();
    private long dirtyBytes;
    private List<StoredOutput> outputs = new ArrayList<>();
    private boolean moved;
    private @Nullable Flush<S> inFlight;
    private @Nullable String roundAt;

    Bucket(int number, Claim claim, SensorLogic<L, S, O> logic, Rules rules, long claimedMillis) {
        this.number = number;
        this.logic = logic;
        this.rules = rules;
        epoch = claim.epoch();
        sequence = claim.sequence();
        topicId = claim.topicId();
        this.claimedMillis = claimedMillis;
        mayHaveRows = claim.sequence() > 0;
        roundAt = mayHaveRows ? "" : null;
        progress = new HashMap<>(claim.progress());
        progress.forEach((partition, at) -> durableNext.put(partition, at.next()));
    }

    int number() {
        return number;
    }

    long epoch() {
        return epoch;
    }

    /** The offset that the bucket has to apply next in the share's partition. */
    long next(Share share) {
        if (topicId != null && !topicId.equals(share.topicId())) {
            throw new IllegalStateException("bucket " + number + " holds the state of topic " + topicId
                    + ", but the readings come from topic " + share.topicId()
                    + ": the topic was made anew; give another keyspace (cassandra.keyspace), or empty this one");
        }
        Progress at = progress.get(share.partition());
        return at == null ? beginning(share) : at.next();
    }

    private long beginning(Share share) {
        return rules.keep(Rule.BEGIN_AT_COMMITTED) ? share.committed() : share.first();
    }

    /** The offset up to which the partition is applied, 0 if nothing is. */
    long appliedNext(int partition) {
        Progress at = progress.get(partition);
        return at == null ? 0 : at.next();
    }

    /** The offset up to which the partition is durable. */
    long durableNext(int partition) {
        return durableNext.getOrDefault(partition, 0L);
    }

    /**
     * Adds the sensors of a share whose state has to be loaded before the share can be applied.
     *
     * @return whether there are any, or whether it has to be seen first that the bucket, which has no state of the
     *     partition, is still owned: were it not, another owner could have brought it to the committed offset
     */
    boolean lacks(Share share, int[] bucketOf, Set<String> lacking) {
        boolean any = !progress.containsKey(share.partition());
        if (!mayHaveRows) {
            return any;
        }
        long from = logic.repetition() instanceof Repetition.FromState ? share.first() : applyFrom(share);
        for (int i = 0; i < bucketOf.length; i++) {
            if (bucketOf[i] == number
                    && share.readings().offsets()[i] >= from
                    && !residents.contains(share.readings().sensors()[i])) {
                lacking.add(share.readings().sensors()[i]);
                any = true;
            }
        }
        return any;
    }

    /**
     * Takes loaded rows, now that it is certain that the bucket was owned when they were read; of the other sensors that
     * were asked for there is no state yet.
     *
     * @param share the share that they were loaded for
     */
    void resume(Share share, Collection<String> asked, Map<String, S> rows, long nowMillis) {
        progress.putIfAbsent(share.partition(), Progress.at(beginning(share)));
        for (String sensor : asked) {
            if (!residents.contains(sensor)) {
                S row = rows.get(sensor);
                residents.put(sensor, row == null ? logic.fresh(sensor) : logic.resume(sensor, row), nowMillis);
            }
        }
    }

    /** Applies the readings of a share that lie in this bucket and were not applied before. */
    void apply(Share share, int[] bucketOf, List<O> caused, TaskWatch watch, long nowMillis) {
        long from = applyFrom(share);
        int applied = 0;
        int late = 0;
        int duplicate = 0;
        OutputNumbers numbers = new OutputNumbers();
        for (int i = 0; i < bucketOf.length; i++) {
            if (bucketOf[i] != number) {
                continue;
            }
            if (share.readings().offsets()[i] < from) {
                duplicate++;
                repeat(share.readings().sensors()[i], caused, nowMillis);
            } else {
                applied++;
                if (apply(share, i, numbers, caused, nowMillis)) {
                    late++;
                }
            }
        }
        if (applied + duplicate > 0) {
            watch.applied(applied, late, duplicate);
        }
        count(share, from, applied, late);
    }

    private long applyFrom(Share share) {
        return rules.keep(Rule.TRIMMED) ? next(share) : Math.min(share.first(), next(share));
    }

    private boolean apply(Share share, int i, OutputNumbers numbers, List<O> caused, long nowMillis) {
        String sensor = share.readings().sensors()[i];
        L live = residents.use(sensor, nowMillis);
        if (live == null) {
            if (mayHaveRows) {
                throw new IllegalStateException("the state of sensor '" + sensor + "' was not loaded");
            }
            live = logic.fresh(sensor);
            residents.put(sensor, live, nowMillis);
        }
        int before = caused.size();
        boolean late = logic.apply(live, share, i, caused);
        store(share, i, numbers, caused.subList(before, caused.size()));
        if (dirty.put(sensor, live) == null) {
            dirtyBytes += logic.rowBytes(live);
        }
        return late;
    }

    private void store(Share share, int i, OutputNumbers numbers, List<O> caused) {
        if (logic.repetition() instanceof Repetition.Stored<L, O> stored) {
            long offset = rules.keep(Rule.OUTPUTS_UNDER_THEIR_OFFSET)
                    ? share.readings().offsets()[i]
                    : share.first();
            for (O output : caused) {
                String document = stored.document(output);
                outputs.add(new StoredOutput(share.partition(), offset, numbers.next(offset), document));
                dirtyBytes += document.length();
            }
        }
    }

    private void repeat(String sensor, List<O> caused, long nowMillis) {
        if (logic.repetition() instanceof Repetition.FromState<L, O> present && rules.keep(Rule.DUPLICATES_REPEAT)) {
            L live = residents.use(sensor, nowMillis);
            if (live != null) {
                caused.add(present.output(live));
            }
        }
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

    /**
     * Lets sensors leave memory that have not changed since they became durable.
     *
     * @param usedBefore those used before this time may go
     * @param most and of the others as many as there are more than this
     */
    void evict(long usedBefore, int most) {
        mayHaveRows |= residents.evict(usedBefore, most, this::settled, logic::silent) > 0;
    }

    private boolean settled(String sensor) {
        return !dirty.containsKey(sensor)
                && (inFlight == null || !inFlight.rows().containsKey(sensor));
    }

    /**
     * Tells the logic of sensors in memory that were last used at {@code usedUntil} or before.
     *
     * @param most how many sensors are looked at
     * @return how many are left to be looked at
     */
    int fallSilent(long usedUntil, int most) {
        return residents.fallSilent(usedUntil, most, this::settled, logic::silent);
    }

    /** When the bucket was claimed. */
    long claimedMillis() {
        return claimedMillis;
    }

    /** The sensor behind which the round of the rows goes on, as it begins an empty text; null once it is over. */
    @Nullable
    String roundAt() {
        return roundAt;
    }

    /** Tells the logic of the sensors of a page that are not in memory, and lets the round go on behind it. */
    void round(List<SensorRow<S>> page, boolean last) {
        for (SensorRow<S> row : page) {
            if (!residents.contains(row.sensor())) {
                logic.silent(logic.resume(row.sensor(), row.state()));
            }
        }
        roundAt = last ? null : page.get(page.size() - 1).sensor();
    }

    int dirtyCount() {
        return dirty.size();
    }

    /** About how many bytes the next flush has. */
    long dirtyBytes() {
        return dirtyBytes;
    }

    int residentCount() {
        return residents.size();
    }

    boolean flushing() {
        return inFlight != null;
    }

    /** The flush to be sent: the one whose outcome is unknown, or a new snapshot; null if there is nothing to flush. */
    @Nullable
    Flush<S> flush() {
        if (inFlight == null && moved && topicId != null) {
            inFlight = snapshot(Map.of(), List.of());
        } else if (inFlight != null && !rules.keep(Rule.IDENTICAL_SNAPSHOT)) {
            inFlight = snapshot(inFlight.rows(), inFlight.outputs());
        }
        return inFlight;
    }

    private Flush<S> snapshot(Map<String, S> earlierRows, List<StoredOutput> earlierOutputs) {
        Map<String, S> rows = new HashMap<>(earlierRows);
        dirty.forEach((sensor, live) -> rows.put(sensor, logic.row(live)));
        outputs.addAll(0, earlierOutputs);
        Flush<S> flush = new Flush<>(
                number,
                epoch,
                sequence + 1,
                Objects.requireNonNull(topicId, "a bucket that has moved has a topic"),
                Map.copyOf(progress),
                rows,
                outputs);
        dirty = new HashMap<>();
        dirtyBytes = 0;
        outputs = new ArrayList<>();
        moved = false;
        return flush;
    }

    /** The flush under way is durable. */
    void durable(Flush<S> flush) {
        sequence = flush.sequence();
        flush.progress().forEach((partition, at) -> durableNext.put(partition, at.next()));
        inFlight = null;
    }

    /** Numbers the outputs of one offset from 0. */
    private static final class OutputNumbers {
        private long offset = -1;
        private int next;

        int next(long of) {
            next = of == offset ? next + 1 : 0;
            offset = of;
            return next;
        }
    }
}
