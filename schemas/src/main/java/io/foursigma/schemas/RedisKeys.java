// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

/**
 * The layout of Redis.
 *
 * @param prefix what every key and channel begins with
 */
public record RedisKeys(String prefix) {

    /** Field of {@link #latest}: the newest judged reading as JSON. */
    public static final String READING_FIELD = "reading";
    /** Field of {@link #latest}: the running statistics as JSON. */
    public static final String STATS_FIELD = "stats";

    /** The hash of a sensor's latest values. */
    public String latest(String sensor) {
        return prefix + ":latest:" + sensor;
    }

    /** The set of all sensors' names. */
    public String sensors() {
        return prefix + ":sensors";
    }

    /** A text at random, written where there is none: another one tells that the keys were deleted in between. */
    public String life() {
        return prefix + ":life";
    }

    /** The channel on which updates are announced. It is a hint: what counts is what the stores hold. */
    public String live() {
        return prefix + ":live";
    }
}
