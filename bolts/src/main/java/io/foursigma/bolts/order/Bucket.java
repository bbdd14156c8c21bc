// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.bolts.order.Residents.Resident;
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
    private final Repetition.@Nullable Stored<L, O> stored;
    private final Repetition.@Nullable FromState<L, O> fromState;
    private final Rules rules;
    private final long epoch;
    private final long claimedMillis;
    private final Residents<L> residents = new Residents<>();
    private final Map<Integer, Progress> progress;
    private final Map<Integer, Long> durableNext = new HashMap<>();
    private long sequence;
    private @Nullable String topicId;
    private boolean mayHaveRows;
    private List<Resident<L>> dirty = new ArrayList<>();
    private List<Resident<L>> inSnapshot = List.of();
    private long dirtyBytes;
    private List<StoredOutput> outputs = new ArrayList<>();
    private boolean moved;
    private @Nullable Flush<S> inFlight;
    private @Nullable String roundAt;

    // Of the share that is being applied.
    private long from;
    private int applied;
    private int late;
    private long lastOutputOffset;
    private int outputNumber;

    Bucket(int number, Claim claim, SensorLogic<L, S, O> logic, Rules rules, long claimedMillis) {
        this.number = number;
        this.logic = logic;
        Repetition<L, O> repetition = logic.repetition();
        stored = repetition instanceof Repetition.Stored<L, O> form ? form : null;
        fromState = repetition instanceof Repetition.FromState<L, O> present ? present : null;
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
        long first = fromState != null ? share.first() : applyFrom(share);
        for (int i = 0; i < bucketOf.length; i++) {
            if (bucketOf[i] == number
                    && share.readings().offsets()[i] >= first
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

    /** Begins with a share: its readings that lie in this bucket follow, in order, then {@link #end}. */
    void begin(Share share) {
        from = applyFrom(share);
        applied = 0;
        late = 0;
        lastOutputOffset = -1;
    }

    /**
     * Applies one of the share's readings that lies in this bucket, if it was not applied before.
     *
     * @return whether it was applied now
     */
    boolean apply(Share share, int i, List<O> caused, long nowMillis) {
        Share.Columns readings = share.readings();
        String sensor = readings.sensors()[i];
        if (readings.offsets()[i] < from) {
            repeat(sensor, caused, nowMillis);
            return false;
        }
        Resident<L> resident = residents.use(sensor, nowMillis);
        if (resident == null) {
            if (mayHaveRows) {
                throw new IllegalStateException("the state of sensor '" + sensor + "' was not loaded");
            }
            resident = residents.put(sensor, logic.fresh(sensor), nowMillis);
        }
        int before = caused.size();
        if (logic.apply(resident.live, share, i, caused)) {
            late++;
        }
        applied++;
        if (stored != null && caused.size() > before) {
            store(stored, share, i, caused.subList(before, caused.size()));
        }
        if (!resident.dirty) {
            resident.dirty = true;
            dirty.add(resident);
            dirtyBytes += logic.rowBytes(resident.live);
        }
        return true;
    }

    private long applyFrom(Share share) {
        return rules.keep(Rule.TRIMMED) ? next(share) : Math.min(share.first(), next(share));
    }

    private void store(Repetition.Stored<L, O> form, Share share, int i, List<O> caused) {
        long offset =
                rules.keep(Rule.OUTPUTS_UNDER_THEIR_OFFSET) ? share.readings().offsets()[i] : share.first();
        for (O output : caused) {
            String document = form.document(output);
            outputNumber = offset == lastOutputOffset ? outputNumber + 1 : 0;
            lastOutputOffset = offset;
            outputs.add(new StoredOutput(share.partition(), offset, outputNumber, document));
            dirtyBytes += document.length();
        }
    }

    private void repeat(String sensor, List<O> caused, long nowMillis) {
        if (fromState != null && rules.keep(Rule.DUPLICATES_REPEAT)) {
            Resident<L> resident = residents.use(sensor, nowMillis);
            if (resident != null) {
                caused.add(fromState.output(resident.live));
            }
        }
    }

    /**
     * Ends with a share: the bucket has come to its end.
     *
     * @param counting whether this bucket counts the share's items
     * @return how many of the readings that were applied now were late
     */
    int end(Share share, boolean counting) {
        Share counted = counting ? share : share.withoutItems();
        int items = Share.countFrom(counted.itemOffsets(), from);
        int repeated = counted.itemOffsets().length - items;
        if (share.end() > from || repeated > 0) {
            Progress at = progress.getOrDefault(share.partition(), Progress.at(from));
            progress.put(
                    share.partition(),
                    new Progress(
                            Math.max(from, share.end()),
                            at.read() + items,
                            at.applied() + applied,
                            at.deadLettered() + Share.countFrom(counted.deadLetterOffsets(), from),
                            at.late() + late,
                            at.replayed() + repeated,
                            at.lost() + counted.lostFrom(from)));
            topicId = share.topicId();
            moved = true;
        }
        return late;
    }

    /**
     * Lets sensors leave memory that have not changed since they became durable.
     *
     * @param usedBefore those used before this time may go
     * @param most and of the others as many as there are more than this
     */
    void evict(long usedBefore, int most) {
        mayHaveRows |= residents.evict(usedBefore, most, logic::silent) > 0;
    }

    /**
     * Tells the logic of sensors in memory that were last used at {@code usedUntil} or before.
     *
     * @param most how many sensors are looked at
     * @return how many are left to be looked at
     */
    int fallSilent(long usedUntil, int most) {
        return residents.fallSilent(usedUntil, most, logic::silent);
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
        for (Resident<L> resident : dirty) {
            rows.put(resident.sensor, logic.row(resident.live));
            resident.dirty = false;
            resident.inFlight = true;
        }
        outputs.addAll(0, earlierOutputs);
        Flush<S> flush = new Flush<>(
                number,
                epoch,
                sequence + 1,
                Objects.requireNonNull(topicId, "a bucket that has moved has a topic"),
                Map.copyOf(progress),
                rows,
                outputs);
        if (!inSnapshot.isEmpty()) {
            dirty.addAll(inSnapshot);
        }
        inSnapshot = dirty;
        dirty = new ArrayList<>();
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
        inSnapshot.forEach(resident -> resident.inFlight = false);
        inSnapshot = List.of();
    }
}
