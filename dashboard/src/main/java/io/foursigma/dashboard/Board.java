// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own copy of what the pages show, so that a page that comes gets the past minute without asking a store.
 * What comes again or late changes nothing. Not safe for many threads: {@link LiveHub} guards it.
 *
 * <p>Every change gets a number. A page is told what has changed since the number that it was told last, so that nothing
 * waits for a slow page but this board itself: values are merged by being here once.
 *
 * <p>Memory is bounded: {@value #POINTS_IN_ALL} points over all sensors, at most {@value #POINTS_OF_A_SENSOR} and at least
 * one of each sensor.
 */
final class Board {

    /** The number before the first change. */
    static final long NOTHING = 0;

    private static final int POINTS_IN_ALL = 50_000;
    private static final int POINTS_OF_A_SENSOR = 600;

    private final TreeMap<String, Row> rows = new TreeMap<>();
    private long changes = NOTHING;

    /** The number of the newest change. */
    long newest() {
        return changes;
    }

    /**
     * Takes latest values of a sensor.
     *
     * @param update the values
     * @param arrivedMillis when they came, epoch milliseconds
     * @return whether anything of them was new
     */
    boolean take(LatestSensor update, long arrivedMillis) {
        Row row = rows.computeIfAbsent(update.sensor(), Row::new);
        boolean statsAreNew = row.takeStats(update.stats());
        boolean readingIsNew = row.takeReading(update.reading());
        if (!statsAreNew && !readingIsNew) {
            return false;
        }
        row.changed = ++changes;
        row.arrived(arrivedMillis);
        if (readingIsNew) {
            row.keepPoint(changes, pointsPerSensor());
        }
        return true;
    }

    /**
     * The sensors that have changed, by name, each with the points that are new.
     *
     * @param since the number of a change; {@link #NOTHING} for all that is known
     * @param points how many points of a sensor at most, the newest ones
     */
    List<SensorView> changedSince(long since, int points) {
        return changed(rows.values(), since, points);
    }

    /** The same of some sensors only; those that are not known are left out. */
    List<SensorView> changedSince(long since, int points, Collection<String> sensors) {
        List<Row> some = new ArrayList<>(sensors.size());
        for (String sensor : sensors) {
            Row row = rows.get(sensor);
            if (row != null) {
                some.add(row);
            }
        }
        return changed(some, since, points);
    }

    private static List<SensorView> changed(Collection<Row> among, long since, int points) {
        List<SensorView> views = new ArrayList<>();
        for (Row row : among) {
            if (row.changed > since) {
                views.add(row.view(since, points));
            }
        }
        return views;
    }

    private int pointsPerSensor() {
        return Math.max(1, Math.min(POINTS_OF_A_SENSOR, POINTS_IN_ALL / rows.size()));
    }

    private record KeptPoint(long change, Point point) {}

    private static final class Row {
        private final String sensor;
        private final ArrayDeque<KeptPoint> points = new ArrayDeque<>();
        private final Rhythm rhythm = new Rhythm();
        private @Nullable LatestReading reading;
        private @Nullable SensorStats stats;
        private long changed;

        private Row(String sensor) {
            this.sensor = sensor;
        }

        private boolean takeStats(@Nullable SensorStats newer) {
            if (newer == null || (stats != null && newer.count() <= stats.count())) {
                return false;
            }
            stats = newer;
            return true;
        }

        private boolean takeReading(@Nullable LatestReading newer) {
            if (newer == null || (reading != null && Point.ORDER.compare(newer, reading) <= 0)) {
                return false;
            }
            reading = newer;
            return true;
        }

        private void arrived(long millis) {
            rhythm.heard(millis, stats == null ? 0 : stats.count());
        }

        private void keepPoint(long change, int size) {
            if (reading != null) {
                points.addLast(new KeptPoint(change, Point.of(reading, stats == null ? null : stats.mean())));
            }
            while (points.size() > size) {
                points.removeFirst();
            }
        }

        private SensorView view(long since, int size) {
            ArrayDeque<Point> fresh = new ArrayDeque<>();
            var newestFirst = points.descendingIterator();
            while (newestFirst.hasNext() && fresh.size() < size) {
                KeptPoint kept = newestFirst.next();
                if (kept.change() <= since) {
                    break;
                }
                fresh.addFirst(kept.point());
            }
            return new SensorView(
                    new LatestSensor(sensor, reading, stats),
                    rhythm.heardAt(),
                    rhythm.intervalMillis(),
                    List.copyOf(fresh));
        }
    }

    /** How a sensor comes, so that its silence can be told from its pace. */
    private static final class Rhythm {
        private long firstAt;
        private long firstCount;
        private long lastAt;
        private long lastCount;

        private void heard(long millis, long count) {
            if (firstCount == 0) {
                firstAt = millis;
                firstCount = count;
            }
            lastAt = Math.max(lastAt, millis);
            lastCount = Math.max(lastCount, count);
        }

        private long heardAt() {
            return lastAt;
        }

        private @Nullable Double intervalMillis() {
            return firstCount == 0 || lastCount == firstCount
                    ? null
                    : Math.max(0, lastAt - firstAt) / (double) (lastCount - firstCount);
        }
    }
}
