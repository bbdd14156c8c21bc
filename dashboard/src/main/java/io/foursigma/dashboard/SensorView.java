// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of a sensor.
 *
 * @param latest its latest values
 * @param heard when the relay heard of it last, epoch milliseconds
 * @param interval mean time between two of its readings since the relay knows it, milliseconds; null while that is not known
 * @param points points of its chart, oldest first
 */
record SensorView(LatestSensor latest, long heard, @Nullable Double interval, List<Point> points) {
    /** Copies the points. */
    SensorView {
        points = List.copyOf(points);
    }

    /** Its newest reading. A late one is part of the statistics only. */
    Newest newest() {
        return newest(latest);
    }

    /** The newest reading of a sensor. */
    static Newest newest(LatestSensor latest) {
        LatestReading reading = latest.reading();
        SensorStats stats = latest.stats();
        if (stats != null && (reading == null || stats.lastTime() > reading.time())) {
            return new Newest(stats.lastTime(), stats.lastValue());
        }
        LatestReading judged = Objects.requireNonNull(reading);
        return new Newest(judged.time(), judged.value());
    }

    /**
     * A sensor's newest reading in brief.
     *
     * @param time event time, epoch milliseconds
     * @param value the value
     */
    record Newest(long time, double value) {}
}
