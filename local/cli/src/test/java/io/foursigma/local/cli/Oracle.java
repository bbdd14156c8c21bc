// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis has to find, worked out by exact arithmetic, one reading after the other. It shares no code with the
 * product's statistics or windows.
 */
public final class Oracle {

    private static final MathContext DIGITS = new MathContext(60);

    private final long windowMillis;
    private final double sigmas;
    private final long minCount;
    private final Map<String, Sensor> sensors = new TreeMap<>();
    private final Set<String> anomalies = new TreeSet<>();
    private final List<String> nearTheBound = new ArrayList<>();
    private long late;

    public Oracle(long windowMillis, double sigmas, long minCount) {
        this.windowMillis = windowMillis;
        this.sigmas = sigmas;
        this.minCount = minCount;
    }

    /** A sensor's or a window's count, mean, population standard deviation, least and greatest value. */
    public record Stats(long count, double mean, double std, double min, double max) {}

    /** A window by its start; {@code open} if no later reading has closed it. */
    record Window(String sensor, long start) implements Comparable<Window> {
        @Override
        public int compareTo(Window other) {
            int bySensor = sensor.compareTo(other.sensor);
            return bySensor != 0 ? bySensor : Long.compare(start, other.start);
        }
    }

    public void read(String sensor, long time, double value) {
        sensors.computeIfAbsent(sensor, Sensor::new).read(time, value);
    }

    public Map<String, Stats> stats() {
        Map<String, Stats> all = new TreeMap<>();
        sensors.forEach((name, sensor) -> all.put(name, sensor.all.stats()));
        return all;
    }

    Map<Window, Stats> windows() {
        Map<Window, Stats> all = new TreeMap<>();
        sensors.forEach((name, sensor) ->
                sensor.windows.forEach((start, sums) -> all.put(new Window(name, start), sums.stats())));
        return all;
    }

    /** Each sensor's open window. */
    Set<Window> open() {
        Set<Window> open = new TreeSet<>();
        sensors.forEach((name, sensor) -> open.add(new Window(name, sensor.newest)));
        return open;
    }

    /** Anomalies as {@code sensor time value}. */
    public Set<String> anomalies() {
        return anomalies;
    }

    /** Readings whose distance from the mean and the allowed one agree to 12 digits. */
    List<String> nearTheBound() {
        return nearTheBound;
    }

    long late() {
        return late;
    }

    public static String anomaly(String sensor, long time, double value) {
        return sensor + ' ' + time + ' ' + value;
    }

    private final class Sensor {
        private final String name;
        private final Sums all = new Sums();
        private final Map<Long, Sums> windows = new LinkedHashMap<>();
        private long newest = Long.MIN_VALUE;
        private @Nullable Stats baseline;

        Sensor(String name) {
            this.name = name;
        }

        void read(long time, double value) {
            all.add(value);
            long start = time - Math.floorMod(time, windowMillis);
            if (start < newest) {
                late++;
                return;
            }
            if (start > newest) {
                Sums previous = windows.get(newest);
                baseline = previous == null ? null : previous.stats();
                newest = start;
            }
            windows.computeIfAbsent(start, key -> new Sums()).add(value);
            if (baseline != null && baseline.count >= minCount) {
                judge(time, value, baseline);
            }
        }

        private void judge(long time, double value, Stats by) {
            double distance = Math.abs(value - by.mean);
            double allowed = sigmas * by.std;
            if (distance > allowed) {
                anomalies.add(anomaly(name, time, value));
            }
            if (allowed > 0 && Math.abs(distance - allowed) <= 1e-12 * allowed) {
                nearTheBound.add("value " + value + ", mean " + by.mean + ", std " + by.std);
            }
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
