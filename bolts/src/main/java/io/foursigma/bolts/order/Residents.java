// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sensors of a bucket that are in memory, the one that was used the longest ago first.
 *
 * @param <L> the live state of one sensor
 */
final class Residents<L> {

    private final Map<String, Resident<L>> sensors = new LinkedHashMap<>(16, 0.75f, true);

    boolean contains(String sensor) {
        return sensors.containsKey(sensor);
    }

    /** The live state of a sensor, which counts as used now; null if it is not in memory. */
    @Nullable
    L use(String sensor, long nowMillis) {
        Resident<L> resident = sensors.get(sensor);
        if (resident == null) {
            return null;
        }
        resident.usedMillis = nowMillis;
        return resident.live;
    }

    void put(String sensor, L live, long nowMillis) {
        sensors.put(sensor, new Resident<>(live, nowMillis));
    }

    /**
     * Lets sensors go that were last used before {@code usedBefore}, and of the others those used the longest ago until
     * no more than {@code most} are left.
     *
     * @param mayGo whether a sensor may leave
     * @return how many went
     */
    int evict(long usedBefore, int most, Predicate<String> mayGo) {
        int evicted = 0;
        Iterator<Map.Entry<String, Resident<L>>> eldestFirst =
                sensors.entrySet().iterator();
        while (eldestFirst.hasNext()) {
            Map.Entry<String, Resident<L>> eldest = eldestFirst.next();
            if (eldest.getValue().usedMillis >= usedBefore && sensors.size() <= most) {
                return evicted;
            }
            if (mayGo.test(eldest.getKey())) {
                eldestFirst.remove();
                evicted++;
            }
        }
        return evicted;
    }

    int size() {
        return sensors.size();
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
