// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The anomalies that the relay knows, each once, in the order in which it came to know them and in that of event time. Not
 * safe for many threads: {@link LiveHub} guards it.
 *
 * <p>Memory is bounded: the {@value #KEPT} that came last, and the {@value #NEWEST} newest by event time.
 */
final class AnomalyBoard {

    /** So many that what is read again from the index is known as such. */
    static final int KEPT = 5_000;

    private static final int NEWEST = 1_000;

    private static final Comparator<Anomaly> NEWEST_FIRST =
            Comparator.comparingLong(Anomaly::time).reversed().thenComparing(Anomaly::position);

    private final TreeMap<Long, Anomaly> arrivals = new TreeMap<>();
    private final TreeSet<Anomaly> known = new TreeSet<>(NEWEST_FIRST);
    private final TreeSet<Anomaly> newest = new TreeSet<>(NEWEST_FIRST);
    private long number;

    /** The number of the anomaly that came last, 0 before the first. */
    long newestNumber() {
        return number;
    }

    /** Takes anomalies. @return whether any of them was not known */
    boolean take(List<Anomaly> found) {
        long before = number;
        for (Anomaly anomaly : found) {
            if (known.add(anomaly)) {
                arrivals.put(++number, anomaly);
                newest.add(anomaly);
            }
        }
        while (arrivals.size() > KEPT) {
            known.remove(arrivals.pollFirstEntry().getValue());
        }
        while (newest.size() > NEWEST) {
            newest.pollLast();
        }
        return number > before;
    }

    /** The newest anomalies, newest event time first. */
    List<Anomaly> newest(int size) {
        return newest.stream().limit(size).toList();
    }

    /**
     * What came behind a number, in the order in which it came.
     *
     * @param behind the number of an anomaly that came, or 0
     * @param size how many at most
     */
    Arrivals behind(long behind, int size) {
        long missed = arrivals.isEmpty() ? 0 : Math.max(0, arrivals.firstKey() - behind - 1);
        List<Anomaly> some = new ArrayList<>();
        long last = behind;
        for (var arrival : arrivals.tailMap(behind, false).entrySet()) {
            if (some.size() == size) {
                break;
            }
            some.add(arrival.getValue());
            last = arrival.getKey();
        }
        return new Arrivals(some, last, missed);
    }

    /**
     * Anomalies in the order in which they came.
     *
     * @param anomalies the anomalies
     * @param last the number of the last one
     * @param missed how many came before them and are not known any more
     */
    record Arrivals(List<Anomaly> anomalies, long last, long missed) {}
}
