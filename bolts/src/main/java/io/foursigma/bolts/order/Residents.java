// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sensors of a bucket that are in memory, the one that was used the longest ago first. A sensor that has not been
 * used for a while falls silent, once, until it is used again.
 *
 * @param <L> the live state of one sensor
 */
final class Residents<L> {

    private final Map<String, Resident<L>> active = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Resident<L>> silent = new LinkedHashMap<>();

    boolean contains(String sensor) {
        return active.containsKey(sensor) || silent.containsKey(sensor);
    }

    /** The live state of a sensor, which counts as used now; null if it is not in memory. */
    @Nullable
    L use(String sensor, long nowMillis) {
        Resident<L> resident = active.get(sensor);
        if (resident == null) {
            resident = silent.remove(sensor);
            if (resident == null) {
                return null;
            }
            active.put(sensor, resident);
        }
        resident.usedMillis = nowMillis;
        return resident.live;
    }

    void put(String sensor, L live, long nowMillis) {
        active.put(sensor, new Resident<>(live, nowMillis));
    }

    /**
     * Lets sensors fall silent that were last used at {@code usedUntil} or before.
     *
     * @param most how many are looked at
     * @param durable whether nothing of a sensor waits for a flush; until then it does not fall silent
     * @param told takes each
     * @return how many are left to be looked at
     */
    int fallSilent(long usedUntil, int most, Predicate<String> durable, Consumer<L> told) {
        int left = most;
        Iterator<Map.Entry<String, Resident<L>>> eldestFirst = active.entrySet().iterator();
        while (left > 0 && eldestFirst.hasNext()) {
            Map.Entry<String, Resident<L>> eldest = eldestFirst.next();
            if (eldest.getValue().usedMillis > usedUntil) {
                break;
            }
            left--;
            if (durable.test(eldest.getKey())) {
                eldestFirst.remove();
                silent.put(eldest.getKey(), eldest.getValue());
                told.accept(eldest.getValue().live);
            }
        }
        return left;
    }

    /**
     * Lets sensors go that were last used before {@code usedBefore}, and of the others those used the longest ago until
     * no more than {@code most} are left.
     *
     * @param mayGo whether a sensor may leave
     * @param told takes each that leaves before it has fallen silent
     * @return how many went
     */
    int evict(long usedBefore, int most, Predicate<String> mayGo, Consumer<L> told) {
        return evict(silent, usedBefore, most, mayGo, live -> {}) + evict(active, usedBefore, most, mayGo, told);
    }

    private int evict(
            Map<String, Resident<L>> sensors, long usedBefore, int most, Predicate<String> mayGo, Consumer<L> told) {
        int evicted = 0;
        Iterator<Map.Entry<String, Resident<L>>> eldestFirst =
                sensors.entrySet().iterator();
        while (eldestFirst.hasNext()) {
            Map.Entry<String, Resident<L>> eldest = eldestFirst.next();
            if (eldest.getValue().usedMillis >= usedBefore && size() <= most) {
                return evicted;
            }
            if (mayGo.test(eldest.getKey())) {
                eldestFirst.remove();
                told.accept(eldest.getValue().live);
                evicted++;
            }
        }
        return evicted;
    }

    int size() {
        return active.size() + silent.size();
    }

    private static final class Resident<L> {
        private final L live;
        private long usedMillis;

        private Resident(L live, long usedMillis) {
            this.live = live;
            this.usedMillis = usedMillis;
        }
    }
}
