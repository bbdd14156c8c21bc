// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The oracle for {@link SensorEpisodes}: keeps every reading and every episode for ever and works all out again, each
 * time, in whole numbers without bounds.
 */
final class NaiveEpisodes {
    private final long quietMillis;
    private final List<Long> times = new ArrayList<>();
    private final List<Held> all = new ArrayList<>();

    /** An oracle for a quiet length in milliseconds; -1: 100 times the mean interval. */
    NaiveEpisodes(long quietMillis) {
        this.quietMillis = quietMillis;
    }

    /** What happened to an episode. */
    record Event(String id, long first, long last, int count, double peak, boolean open, int reopened, int revision) {}

    /** Takes a reading that is not late; a distance above 0 makes it an anomaly. */
    List<Event> read(long time, double sigmas, String id) {
        times.add(time);
        List<Event> events = new ArrayList<>(closings());
        if (sigmas > 0) {
            Held mine = null;
            for (Held held : all) {
                boolean near = big(time).compareTo(big(held.first()).subtract(held.quiet)) >= 0
                        && big(time).compareTo(big(held.last()).add(held.quiet)) <= 0;
                mine = near ? held : mine;
            }
            if (mine == null) {
                mine = new Held(id);
                all.add(mine);
            } else if (!mine.open) {
                mine.open = true;
                mine.reopened++;
            }
            mine.anomalies.add(time);
            mine.peak = Math.max(mine.peak, sigmas);
            mine.quiet = quiet();
            events.add(mine.event());
            events.addAll(closings());
        }
        return events;
    }

    private List<Event> closings() {
        List<Event> closings = new ArrayList<>();
        long watermark = Collections.max(times);
        for (Held held : all) {
            if (held.open && big(watermark).compareTo(big(held.last()).add(held.quiet)) > 0) {
                held.open = false;
                closings.add(held.event());
            }
        }
        return closings;
    }

    private BigInteger quiet() {
        if (quietMillis >= 0) {
            return big(quietMillis);
        }
        if (times.size() == 1) {
            return BigInteger.ZERO;
        }
        return big(Collections.max(times))
                .subtract(big(times.get(0)))
                .multiply(big(100))
                .divide(big(times.size() - 1));
    }

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    private static final class Held {
        private final String id;
        private final List<Long> anomalies = new ArrayList<>();
        private BigInteger quiet = BigInteger.ZERO;
        private double peak;
        private boolean open = true;
        private int reopened;
        private int revision;

        Held(String id) {
            this.id = id;
        }

        long first() {
            return Collections.min(anomalies);
        }

        long last() {
            return Collections.max(anomalies);
        }

        Event event() {
            revision++;
            return new Event(id, first(), last(), anomalies.size(), peak, open, reopened, revision);
        }
    }
}
