// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

/**
 * Which readings a race runs over.
 *
 * @param readings how many, at least one per sensor
 * @param sensors how many sensors take turns
 * @param perWindow how many readings a sensor has in a window
 * @param windowMillis length of a window in event time; at least one millisecond per reading
 * @param partitions of the topic
 * @param seed of all that is random
 */
public record Workload(long readings, int sensors, int perWindow, long windowMillis, int partitions, long seed) {

    /** As many standard deviations as the system allows by default. */
    public static final int SIGMAS = 4;

    /** As many readings as the system demands of a previous window by default. */
    public static final int MIN_COUNT = 8;

    /** A window in which a sensor has more readings than this has sums of squares beyond 64 bits. */
    private static final int MOST_PER_WINDOW = 1_000;

    /** Refuses what cannot be generated or judged exactly. */
    public Workload {
        if (sensors < 1 || sensors > 9_999_999) {
            throw new IllegalArgumentException("from 1 to 9999999 sensors, not " + sensors);
        }
        if (perWindow < 1 || perWindow > MOST_PER_WINDOW || perWindow > windowMillis) {
            throw new IllegalArgumentException("from 1 to " + MOST_PER_WINDOW
                    + " readings of a sensor in a window, and at most one a millisecond, not " + perWindow);
        }
        if (readings < sensors) {
            throw new IllegalArgumentException(
                    "at least one reading per sensor, not " + readings + " for " + sensors + " sensors");
        }
    }

    /** How many windows have a later one of their sensor, and are published for it. */
    public long closedWindows() {
        long turns = readings / sensors;
        long sensorsWithOneMore = readings % sensors;
        return (sensors - sensorsWithOneMore) * closed(turns) + sensorsWithOneMore * closed(turns + 1);
    }

    private long closed(long turns) {
        return (turns + perWindow - 1) / perWindow - 1;
    }
}
