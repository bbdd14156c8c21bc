// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

/**
 * How long a sensor may be without anomalies before its episode is over.
 *
 * @param quietMillis the quiet length in milliseconds, at least 0; {@link #BY_INTERVAL} for {@value #INTERVALS} times the
 *     sensor's mean interval
 */
public record EpisodeRule(long quietMillis) {

    /** The quiet length that follows from how often the sensor is read. */
    public static final long BY_INTERVAL = -1;

    /** How many mean intervals are quiet, where nothing else is set. */
    public static final int INTERVALS = 100;

    /** Checks the length. @throws IllegalArgumentException if it is negative and not {@link #BY_INTERVAL} */
    public EpisodeRule {
        if (quietMillis < BY_INTERVAL) {
            throw new IllegalArgumentException("the quiet length of episodes cannot be " + quietMillis
                    + " ms: give at least 0, or " + BY_INTERVAL + " for a length by the sensor's mean interval");
        }
    }

    /**
     * The quiet length at a moment.
     *
     * @param firstTime event time of the sensor's first reading, epoch milliseconds
     * @param watermark the sensor's greatest event time, not before the first
     * @param count how many readings it has had, those that were late aside; with fewer than two there is no interval
     * @return {@link #quietMillis} if it is set, else {@code 100 * (watermark - firstTime) / (count - 1)}, rounded down;
     *     0 where there is no interval
     */
    long quiet(long firstTime, long watermark, long count) {
        if (quietMillis != BY_INTERVAL) {
            return quietMillis;
        }
        if (count < 2) {
            return 0;
        }
        long span = Saturated.subtract(watermark, firstTime);
        return span <= Long.MAX_VALUE / INTERVALS
                ? INTERVALS * span / (count - 1)
                : Saturated.multiply(span / (count - 1), INTERVALS);
    }
}
