// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own copy of what the page shows, so that a page that comes gets the past minute without asking a store.
 * What comes again or late changes nothing. Not safe for many threads: {@link LiveHub} guards it.
 *
 * <p>Memory is bounded: {@value #POINTS_IN_ALL} points over all sensors, at most {@value #POINTS_OF_A_SENSOR} and at least
 * one of each sensor, and the newest {@value #ANOMALIES} anomalies.
 */
final class Board {

    private static final int POINTS_IN_ALL = 50_000;
    private static final int POINTS_OF_A_SENSOR = 600;
    /** More than are ever shown, so that one that is read again from the index is known as such. */
    private static final int ANOMALIES = 1_000;

    private static final Comparator<Anomaly> NEWEST_FIRST =
            Comparator.comparingLong(Anomaly::time).reversed().thenComparing(Anomaly::position);

    private final TreeMap<String, Row> rows = new TreeMap<>();
    private final TreeSet<Anomaly> anomalies = new TreeSet<>(NEWEST_FIRST);

    /**
     * Takes latest values of a sensor.
     *
     * @return the sensor's latest values now and the new point if there is one; empty if nothing was new
     */
    Optional<SensorView> take(LatestSensor update) {
        Row row = rows.computeIfAbsent(update.sensor(), ignored -> new Row());
        boolean statsAreNew = row.takeStats(update.stats());
        Optional<Point> point = row.takeReading(update.reading());
        point.ifPresent(newest -> row.keep(newest, pointsPerSensor()));
        if (!statsAreNew && point.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SensorView(row.latest(update.sensor()), point.map(List::of).orElse(List.of())));
    }

    /** Takes anomalies. @return those that were not known, in the given order */
    List<Anomaly> takeAnomalies(List<Anomaly> found) {
        List<Anomaly> news = new ArrayList<>();
        for (Anomaly anomaly : found) {
            if (anomalies.add(anomaly)) {
                news.add(anomaly);
            }
        }
        while (anomalies.size() > ANOMALIES) {
            anomalies.pollLast();
        }
        return news;
    }

    /** All sensors by name, with the points that are kept. */
    List<SensorView> sensors() {
        List<SensorView> views = new ArrayList<>(rows.size());
        rows.forEach((sensor, row) -> views.add(new SensorView(row.latest(sensor), List.copyOf(row.points))));
        return views;
    }

    /** The newest anomalies, newest event time first. */
    List<Anomaly> newestAnomalies(int size) {
        return anomalies.stream().limit(size).toList();
    }

    private int pointsPerSensor() {
        return Math.max(1, Math.min(POINTS_OF_A_SENSOR, POINTS_IN_ALL / rows.size()));
    }

    private static final class Row {
        private final ArrayDeque<Point> points = new ArrayDeque<>();
        private @Nullable LatestReading reading;
        private @Nullable SensorStats stats;

        private boolean takeStats(@Nullable SensorStats newer) {
            if (newer == null || (stats != null && newer.count() <= stats.count())) {
                return false;
            }
            stats = newer;
            return true;
        }

        private Optional<Point> takeReading(@Nullable LatestReading newer) {
            if (newer == null || (reading != null && Point.ORDER.compare(newer, reading) <= 0)) {
                return Optional.empty();
            }
            reading = newer;
            return Optional.of(Point.of(newer, stats == null ? null : stats.mean()));
        }

        private void keep(Point newest, int size) {
            points.addLast(newest);
            while (points.size() > size) {
                points.removeFirst();
            }
        }

        private LatestSensor latest(String sensor) {
            return new LatestSensor(sensor, reading, stats);
        }
    }
}
