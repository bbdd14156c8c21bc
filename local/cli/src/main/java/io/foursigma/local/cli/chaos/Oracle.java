// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What readings have to come to, worked out by exact arithmetic, one reading after the other and every window kept. It
 * shares no code with the product's statistics or windows.
 */
public final class Oracle {

    private static final MathContext DIGITS = new MathContext(60);
    private static final double NEAR = 1e-12;

    private final long windowMillis;
    private final long latenessMillis;
    private final double sigmas;
    private final long minCount;
    private final Map<String, Sensor> sensors = new TreeMap<>();
    private final Set<Spike> spikes = new TreeSet<>();
    private final List<String> nearTheBound = new ArrayList<>();
    private long late;

    /** An oracle for windows of this length and lateness, in milliseconds, and this rule. */
    public Oracle(long windowMillis, long latenessMillis, double sigmas, long minCount) {
        this.windowMillis = windowMillis;
        this.latenessMillis = latenessMillis;
        this.sigmas = sigmas;
        this.minCount = minCount;
    }

    /** A sensor's or a window's count, mean, population standard deviation, least and greatest value. */
    public record Stats(long count, double mean, double std, double min, double max) {}

    /** A window by its start. */
    public record Window(String sensor, long start) implements Comparable<Window> {
        @Override
        public int compareTo(Window other) {
            int bySensor = sensor.compareTo(other.sensor);
            return bySensor != 0 ? bySensor : Long.compare(start, other.start);
        }
    }

    /**
     * A window's content, and what its readings were judged by.
     *
     * @param baselineStart start of the window before, null where there was none
     * @param baseline what that held when this one opened
     */
    public record Content(
            Stats stats,
            @Nullable Long baselineStart,
            @Nullable Stats baseline) {}

    /**
     * A reading beyond the bound.
     *
     * @param id whatever its reader calls it by
     */
    public record Spike(String id, String sensor, long time, double value) implements Comparable<Spike> {
        @Override
        public int compareTo(Spike other) {
            return id.compareTo(other.id);
        }
    }

    /**
     * The next reading.
     *
     * @param id what a spike is called by
     */
    public void read(String id, String sensor, long time, double value) {
        sensors.computeIfAbsent(sensor, Sensor::new).read(id, time, value);
    }

    /** By sensor, all its readings. */
    public Map<String, Stats> stats() {
        Map<String, Stats> all = new TreeMap<>();
        sensors.forEach((name, sensor) -> all.put(name, sensor.all.stats()));
        return all;
    }

    /** All windows. */
    public Map<Window, Content> windows() {
        Map<Window, Content> all = new TreeMap<>();
        sensors.forEach((name, sensor) ->
                sensor.windows.forEach((start, open) -> all.put(new Window(name, start), open.content())));
        return all;
    }

    /** The windows whose end their sensor's greatest event time has not reached. */
    public Set<Window> open() {
        Set<Window> open = new TreeSet<>();
        sensors.forEach((name, sensor) -> sensor.windows.keySet().stream()
                .filter(start -> start + windowMillis > sensor.watermark)
                .forEach(start -> open.add(new Window(name, start))));
        return open;
    }

    /** Readings that lie beyond the bound, by id. */
    public Set<Spike> spikes() {
        return spikes;
    }

    /** Readings whose distance from the mean and the allowed one agree to 12 digits. */
    public List<String> nearTheBound() {
        return nearTheBound;
    }

    /** Readings whose window was final before they came. */
    public long late() {
        return late;
    }

    private final class Sensor {
        private final String name;
        private final Sums all = new Sums();
        private final NavigableMap<Long, Open> windows = new TreeMap<>();
        private long watermark = Long.MIN_VALUE;

        Sensor(String name) {
            this.name = name;
        }

        void read(String id, long time, double value) {
            all.add(value);
            long start = time - Math.floorMod(time, windowMillis);
            if (watermark != Long.MIN_VALUE && start + windowMillis + latenessMillis <= watermark) {
                late++;
                return;
            }
            Open window = windows.computeIfAbsent(start, this::opened);
            window.sums.add(value);
            watermark = Math.max(watermark, time);
            Stats baseline = window.baseline;
            if (baseline != null && baseline.count >= minCount) {
                judge(id, time, value, baseline);
            }
        }

        private Open opened(long start) {
            Map.Entry<Long, Open> before = windows.lowerEntry(start);
            return before == null
                    ? new Open(null, null)
                    : new Open(before.getKey(), before.getValue().sums.stats());
        }

        private void judge(String id, long time, double value, Stats by) {
            double distance = Math.abs(value - by.mean);
            double allowed = sigmas * by.std;
            if (distance > allowed) {
                spikes.add(new Spike(id, name, time, value));
            }
            if (allowed > 0 && Math.abs(distance - allowed) <= NEAR * allowed) {
                nearTheBound.add("value " + value + ", mean " + by.mean + ", std " + by.std);
            }
        }
    }

    /** A window with what its readings are judged by. */
    private static final class Open {
        private final Sums sums = new Sums();
        private final @Nullable Long baselineStart;
        private final @Nullable Stats baseline;

        Open(@Nullable Long baselineStart, @Nullable Stats baseline) {
            this.baselineStart = baselineStart;
            this.baseline = baseline;
        }

        Content content() {
            return new Content(sums.stats(), baselineStart, baseline);
        }
    }

    /** Exact sums. A double is a whole number times a power of two, so nothing is rounded. */
    private static final class Sums {
        private long count;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private BigDecimal sum = BigDecimal.ZERO;
        private BigDecimal squares = BigDecimal.ZERO;

        void add(double value) {
            BigDecimal exact = new BigDecimal(value);
            count++;
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum = sum.add(exact);
            squares = squares.add(exact.multiply(exact));
        }

        Stats stats() {
            BigDecimal n = new BigDecimal(BigInteger.valueOf(count));
            BigDecimal deviations = squares.multiply(n).subtract(sum.multiply(sum));
            return new Stats(
                    count,
                    sum.divide(n, DIGITS).doubleValue(),
                    deviations.sqrt(DIGITS).divide(n, DIGITS).doubleValue(),
                    min,
                    max);
        }
    }
}
