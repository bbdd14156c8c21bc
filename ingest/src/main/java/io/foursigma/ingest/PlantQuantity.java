// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.util.Locale;

/** What is measured at a plant: its daily curve and the noise of its sensor. */
enum PlantQuantity {
    /** Degrees Celsius: coldest before dawn, warmest in the afternoon. */
    TEMPERATURE(21, 4, 0.3),
    /** Relative humidity in percent: it falls as the air warms. */
    HUMIDITY(62, -11, 0.8),
    /** Soil nitrogen in mg/kg: taken up by day, set free by night. */
    NITROGEN(40, -1.5, 0.2);

    private static final double DAY_MILLIS = 86_400_000;
    private static final double RISING_MILLIS = DAY_MILLIS * 9 / 24;

    private final double mean;
    private final double amplitude;
    private final double noise;

    PlantQuantity(double mean, double amplitude, double noise) {
        this.mean = mean;
        this.amplitude = amplitude;
        this.noise = noise;
    }

    /** The quantity's word in sensors' names. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code mean + amplitude * sin(2 pi (time - 9 h) / 24 h)}, the hours in UTC. */
    double curve(long time) {
        return mean + amplitude * Math.sin(2 * Math.PI * (time - RISING_MILLIS) / DAY_MILLIS);
    }

    /** The farthest that noise takes a value from its curve; the noise is uniform within. */
    double noise() {
        return noise;
    }

    /** The standard deviation of the noise: half width by the square root of 3. */
    double noiseStd() {
        return noise / Math.sqrt(3);
    }
}
