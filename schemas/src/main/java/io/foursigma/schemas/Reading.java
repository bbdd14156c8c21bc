// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param sensor the sensor's name, 1 to {@value #MAX_SENSOR_CHARACTERS} characters
 * @param time event time in milliseconds since 1970-01-01T00:00:00Z
 * @param value a finite number
 */
public record Reading(String sensor, long time, double value) {

    /** The longest name that a sensor may have, in Unicode characters. */
    public static final int MAX_SENSOR_CHARACTERS = 256;

    /** Checks the ranges. @throws IllegalArgumentException if the name or the value is out of range */
    public Reading {
        String problem = sensorProblem(sensor);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the value is not finite: " + value);
        }
    }

    /**
     * Says what is wrong with a sensor's name.
     *
     * @param sensor the name to check
     * @return the reason in words, or null if the name is good
     */
    public static @Nullable String sensorProblem(String sensor) {
        int units = sensor.length();
        if (units == 0) {
            return "the sensor's name is empty";
        }
        if (units > MAX_SENSOR_CHARACTERS && sensor.codePointCount(0, units) > MAX_SENSOR_CHARACTERS) {
            return "the sensor's name has " + sensor.codePointCount(0, units) + " characters; " + MAX_SENSOR_CHARACTERS
                    + " are allowed";
        }
        return hasLoneSurrogate(sensor) ? "the sensor's name is no Unicode text (a lone surrogate)" : null;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
