// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

/**
 * How a sensor's readings are cut into windows and judged; one configuration serves all sensors.
 *
 * @param windows the division of event time
 * @param allowedLatenessMillis how far the watermark may pass a window's end before the window is final, at least 0
 * @param baselineMaxAgeMillis how long before a new window's start its baseline may have ended, at least 0;
 *     {@link #ANY_AGE} for no limit
 * @param rule what makes a reading an anomaly
 */
public record WindowConfig(
        TumblingWindows windows, long allowedLatenessMillis, long baselineMaxAgeMillis, SigmaRule rule) {

    /** The maximum age of a baseline that lets every baseline pass. */
    public static final long ANY_AGE = Long.MAX_VALUE;

    /**
     * Checks the spans of time.
     *
     * @throws IllegalArgumentException if a span is negative
     */
    public WindowConfig {
        if (allowedLatenessMillis < 0) {
            throw new IllegalArgumentException(
                    "the allowed lateness cannot be " + allowedLatenessMillis + " ms: give at least 0");
        }
        if (baselineMaxAgeMillis < 0) {
            throw new IllegalArgumentException(
                    "the maximum age of a baseline cannot be " + baselineMaxAgeMillis + " ms: give at least 0");
        }
    }
}
