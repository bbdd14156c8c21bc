// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's latest values, written as JSON once: Redis keeps the halves as they are, and its channel announces the same
 * text.
 *
 * @param sensor the sensor's name
 * @param reading the newest judged reading as {@link LatestReadingJson} writes it; null if it is not known
 * @param stats the running statistics as {@link SensorStatsJson} writes them; null if they are not known
 */
public record LatestJson(
        String sensor, @Nullable String reading, @Nullable String stats) {

    /** The JSON of latest values. */
    public static LatestJson of(LatestSensor latest) {
        LatestReading reading = latest.reading();
        SensorStats stats = latest.stats();
        return new LatestJson(
                latest.sensor(),
                reading == null ? null : Json.text(out -> LatestReadingJson.write(out, reading)),
                stats == null ? null : Json.text(out -> SensorStatsJson.write(out, stats)));
    }

    /** The same without the halves that are not wanted. */
    public LatestJson only(boolean withReading, boolean withStats) {
        return withReading && withStats
                ? this
                : new LatestJson(sensor, withReading ? reading : null, withStats ? stats : null);
    }

    /** The object that stands for it in an announcement. */
    String object() {
        StringBuilder text = new StringBuilder(512).append('{');
        if (reading != null) {
            text.append("\"reading\":").append(reading);
        }
        if (stats != null) {
            text.append(reading == null ? "" : ",").append("\"stats\":").append(stats);
        }
        return text.append('}').toString();
    }
}
