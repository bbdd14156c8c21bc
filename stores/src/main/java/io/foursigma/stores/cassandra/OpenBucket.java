// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.stores.ByName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a bucket knows of what is durable in it: the snapshot that counts and the first names of its pages, and
 * the states that flushes have left since. They are read once, when the first sensor is asked for. May be used by several
 * threads.
 */
final class OpenBucket {

    /**
     * A snapshot is due when flushes have left so many times what the last one holds, within bounds: below the first one it
     * would not be worth a request, and what is above the second one stays in memory until then.
     */
    private static final int TIMES_SNAPSHOT = 3;

    private static final long LEAST_BYTES = 1 << 20;

    private static final long MOST_BYTES = 4 << 20;

    /** It is due too when so many flushes would have to be read one by one, however little is in them. */
    private static final int MOST_FLUSHES = 500;

    private final int number;
    private final long epoch;
    private final Map<String, Change> changes = new HashMap<>();
    private final TreeMap<Long, Integer> bytesByFlush = new TreeMap<>();
    private NavigableSet<String> pages = new TreeSet<>(ByName.ORDER);
    private SnapshotId snapshot;
    private long durable;
    private long bytes;
    private long notBelowBytes;
    private @Nullable CompletableFuture<Void> reading;
    private @Nullable Written written;
    private boolean beingWritten;
    private long announcing;
    private SnapshotId announced;

    /**
     * A bucket that has just been claimed.
     *
     * @param statics what its static columns say
     */
    OpenBucket(int number, Statics statics) {
        this.number = number;
        epoch = statics.epoch();
        snapshot = statics.snapshot();
        announced = snapshot;
        durable = statics.sequence();
        if (durable == 0) {
            reading = CompletableFuture.completedFuture(null);
        }
    }

    private record Change(PackedState state, long flush) {}

    private record Written(SnapshotId id, NavigableSet<String> pages) {}

    /**
     * Where sensors are found.
     *
     * @param snapshot the snapshot that this holds for
     * @param changed the states that were flushed since
     * @param pages the first names of the pages in which the others lie, if they are known at all
     * @param end the name from which on more are found elsewhere; null if there are no more
     */
    record Places(
            SnapshotId snapshot,
            List<PackedState> changed,
            Set<String> pages,
            @Nullable String end) {}

    /**
     * What a new snapshot is made of.
     *
     * @param snapshot the snapshot that counts
     * @param pages the first names of its pages, in order
     * @param changes what has changed since, by name
     * @param id the new snapshot; its bytes are not known yet
     */
    record Merge(SnapshotId snapshot, List<String> pages, List<PackedState> changes, SnapshotId id) {}

    int number() {
        return number;
    }

    long epoch() {
        return epoch;
    }

    synchronized SnapshotId snapshot() {
        return snapshot;
    }

    /** Reads what flushes and the snapshot have left, unless that was done. A failure is forgotten. */
    CompletionStage<Void> read(Supplier<CompletionStage<Void>> request) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        synchronized (this) {
            if (reading != null) {
                return reading;
            }
            reading = mine;
        }
        // Also where the request cannot even be made, those who wait hear of it.
        CompletableFuture.completedStage(request).thenCompose(Supplier::get).whenComplete((done, failure) -> {
            if (failure == null) {
                mine.complete(null);
            } else {
                synchronized (this) {
                    reading = null;
                }
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    /** Takes a state that a flush has left. */
    synchronized void found(PackedState state, long flush) {
        changes.merge(
                state.sensor(), new Change(state, flush), (known, other) -> known.flush > other.flush ? known : other);
    }

    /** Takes how much a flush has left. */
    synchronized void found(long flush, int left) {
        count(flush, left);
    }

    /** Takes the first name of a page of the snapshot. */
    synchronized void found(String firstSensor) {
        pages.add(firstSensor);
    }

    /** Whether no page of the snapshot is known. */
    synchronized boolean hasNoPages() {
        return pages.isEmpty();
    }

    /** The snapshot that a flush names. It is the same one however often the flush is sent. */
    synchronized SnapshotId announce(long flush) {
        if (flush != announcing) {
            announcing = flush;
            announced = written == null ? snapshot : written.id;
        }
        return announced;
    }

    /**
     * A flush is durable.
     *
     * @return the snapshot that counts from now on, if the flush has named a new one
     */
    synchronized Optional<SnapshotId> durable(long flush, Pack pack) {
        if (flush != durable + 1) {
            return Optional.empty();
        }
        pack.states().forEach(state -> changes.put(state.sensor(), new Change(state, flush)));
        count(flush, pack.bytes());
        durable = flush;
        if (flush != announcing || announced.equals(snapshot)) {
            return Optional.empty();
        }
        Written adopted = Objects.requireNonNull(written, "what is announced was written");
        snapshot = adopted.id;
        pages = adopted.pages;
        written = null;
        changes.values().removeIf(change -> change.flush <= snapshot.flush());
        Map<Long, Integer> inSnapshot = bytesByFlush.headMap(snapshot.flush(), true);
        inSnapshot.values().forEach(left -> bytes -= left);
        inSnapshot.clear();
        return Optional.of(snapshot);
    }

    private void count(long flush, int left) {
        if (left == 0) {
            return;
        }
        bytesByFlush.merge(flush, left, Integer::sum);
        bytes += left;
    }

    /** Where these sensors are found. */
    synchronized Places places(Collection<String> sensors) {
        List<PackedState> changed = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        for (String sensor : sensors) {
            Change change = changes.get(sensor);
            String page = change == null ? pages.floor(sensor) : null;
            if (change != null) {
                changed.add(change.state);
            } else if (page != null) {
                needed.add(page);
            }
        }
        return new Places(snapshot, changed, needed, null);
    }

    /**
     * Where the first sensors from a name on are found: those of the page in which it may lie.
     *
     * @param inclusive whether the name itself is asked for
     */
    synchronized Places placesFrom(String name, boolean inclusive) {
        String page = pages.floor(name);
        String begin = page == null && !pages.isEmpty() ? pages.first() : page;
        String end = begin == null ? null : pages.higher(begin);
        int least = inclusive ? 0 : 1;
        List<PackedState> changed = changes.values().stream()
                .map(Change::state)
                .filter(state -> ByName.ORDER.compare(state.sensor(), name) >= least
                        && (end == null || ByName.ORDER.compare(state.sensor(), end) < 0))
                .toList();
        return new Places(snapshot, changed, begin == null ? Set.of() : Set.of(begin), end);
    }

    /** Whether flushes have left enough for a new snapshot, and none is being written. */
    synchronized boolean snapshotIsDue() {
        long enough = Math.min(Math.max(TIMES_SNAPSHOT * snapshot.bytes(), LEAST_BYTES), MOST_BYTES);
        boolean due = bytesByFlush.size() > MOST_FLUSHES || bytes > enough;
        return due && !beingWritten && written == null && bytes >= notBelowBytes;
    }

    /**
     * What the new snapshot is made of; no other is begun until {@link #written} or {@link #notWritten}. Empty if none is due
     * any more: one that was written and that no flush has named yet must not be replaced, for a flush may be naming it.
     */
    synchronized Optional<Merge> beginSnapshot() {
        if (!snapshotIsDue()) {
            return Optional.empty();
        }
        beingWritten = true;
        List<PackedState> sorted = changes.values().stream()
                .map(Change::state)
                .sorted(Comparator.comparing(PackedState::sensor, ByName.ORDER))
                .toList();
        return Optional.of(new Merge(snapshot, List.copyOf(pages), sorted, new SnapshotId(epoch, durable, 0)));
    }

    /** The new snapshot is durable, and counts as soon as a flush has named it. */
    synchronized void written(SnapshotId id, NavigableSet<String> firstSensors) {
        beingWritten = false;
        notBelowBytes = 0;
        written = new Written(id, firstSensors);
    }

    /** The new snapshot could not be written. It is tried again when flushes have left something more. */
    synchronized void notWritten() {
        beingWritten = false;
        notBelowBytes = bytes + LEAST_BYTES;
    }
}
