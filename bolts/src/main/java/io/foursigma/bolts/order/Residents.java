// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sensors of a bucket that are in memory, the one that was used the longest ago first. A sensor that has not been
 * used for a while falls silent, once, until it is used again.
 *
 * <p>One look-up finds all that is known of a sensor, since each reading needs one: the chain by use goes through the
 * residents themselves, and a resident that is used again within the same millisecond stays where it is.
 *
 * @param <L> the live state of one sensor
 */
final class Residents<L> {

    private final Map<String, Resident<L>> bySensor = new HashMap<>();
    private final Chain<L> active = new Chain<>();
    private final Chain<L> silent = new Chain<>();

    boolean contains(String sensor) {
        return bySensor.containsKey(sensor);
    }

    /** A sensor, which counts as used now; null if it is not in memory. */
    @Nullable
    Resident<L> use(String sensor, long nowMillis) {
        Resident<L> resident = bySensor.get(sensor);
        if (resident != null && (resident.usedMillis != nowMillis || resident.silent)) {
            (resident.silent ? silent : active).remove(resident);
            resident.silent = false;
            resident.usedMillis = nowMillis;
            active.append(resident);
        }
        return resident;
    }

    /** Takes a sensor in that is not in memory. */
    Resident<L> put(String sensor, L live, long nowMillis) {
        Resident<L> resident = new Resident<>(sensor, live, nowMillis);
        bySensor.put(sensor, resident);
        active.append(resident);
        return resident;
    }

    /**
     * Lets sensors fall silent that were last used at {@code usedUntil} or before, but for those of which something waits
     * for a flush.
     *
     * @param most how many are looked at
     * @param told takes each
     * @return how many are left to be looked at
     */
    int fallSilent(long usedUntil, int most, Consumer<L> told) {
        int left = most;
        Resident<L> eldest = active.first;
        while (left > 0 && eldest != null && eldest.usedMillis <= usedUntil) {
            Resident<L> next = eldest.next;
            left--;
            if (eldest.settled()) {
                active.remove(eldest);
                eldest.silent = true;
                silent.append(eldest);
                told.accept(eldest.live);
            }
            eldest = next;
        }
        return left;
    }

    /**
     * Lets sensors go that were last used before {@code usedBefore}, and of the others those used the longest ago until
     * no more than {@code most} are left; but none of which something waits for a flush.
     *
     * @param told takes each that leaves before it has fallen silent
     * @return how many went
     */
    int evict(long usedBefore, int most, Consumer<L> told) {
        return evict(silent, usedBefore, most, live -> {}) + evict(active, usedBefore, most, told);
    }

    private int evict(Chain<L> chain, long usedBefore, int most, Consumer<L> told) {
        int evicted = 0;
        Resident<L> eldest = chain.first;
        while (eldest != null && (eldest.usedMillis < usedBefore || size() > most)) {
            Resident<L> next = eldest.next;
            if (eldest.settled()) {
                chain.remove(eldest);
                bySensor.remove(eldest.sensor);
                told.accept(eldest.live);
                evicted++;
            }
            eldest = next;
        }
        return evicted;
    }

    int size() {
        return bySensor.size();
    }

    /** A sensor in memory. */
    static final class Resident<L> {
        final String sensor;
        final L live;

        /** Whether it has changed since the last snapshot. */
        boolean dirty;

        /** Whether it is part of a snapshot of which it is not known that it is durable. */
        boolean inFlight;

        private long usedMillis;
        private boolean silent;
        private @Nullable Resident<L> previous;
        private @Nullable Resident<L> next;

        private Resident(String sensor, L live, long usedMillis) {
            this.sensor = sensor;
            this.live = live;
            this.usedMillis = usedMillis;
        }

        private boolean settled() {
            return !dirty && !inFlight;
        }
    }

    /** Residents in the order of their last use. */
    private static final class Chain<L> {
        private @Nullable Resident<L> first;
        private @Nullable Resident<L> last;

        void append(Resident<L> resident) {
            resident.previous = last;
            resident.next = null;
            if (last == null) {
                first = resident;
            } else {
                last.next = resident;
            }
            last = resident;
        }

        void remove(Resident<L> resident) {
            if (resident.previous == null) {
                first = resident.next;
            } else {
                resident.previous.next = resident.next;
            }
            if (resident.next == null) {
                last = resident.previous;
            } else {
                resident.next.previous = resident.previous;
            }
        }
    }
}
