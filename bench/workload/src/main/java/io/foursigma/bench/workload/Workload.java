// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

/**
 * Which readings a race runs over.
 *
 * @param readings how many, at least one per sensor
 * @param sensors how many sensors take turns
 * @param hot whether the first sensor sends every other reading, and the others take turns with the rest
 * @param perWindow how many readings a sensor has in a window
 * @param windowMillis length of a window in event time; at least one millisecond per reading
 * @param partitions of the topic
 * @param seed of all that is random
 */
public record Workload(
        long readings, int sensors, boolean hot, int perWindow, long windowMillis, int partitions, long seed) {

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
        if (hot && sensors < 2) {
            throw new IllegalArgumentException("at least one sensor beside the hot one, not " + sensors + " in all");
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

    /** The same with one reading more per sensor at the end. */
    public Workload withOneTurnMore() {
        return new Workload(
                readings + (hot ? 2L * (sensors - 1) : sensors),
                sensors,
                hot,
                perWindow,
                windowMillis,
                partitions,
                seed);
    }

    /** The sensor of a reading. */
    int sensor(long index) {
        if (!hot) {
            return Math.toIntExact(index % sensors);
        }
        return index % 2 == 0 ? 0 : 1 + Math.toIntExact(index / 2 % (sensors - 1));
    }

    /** How many readings of the same sensor come before a reading. */
    long turn(long index) {
        if (!hot) {
            return index / sensors;
        }
        return index % 2 == 0 ? index / 2 : index / 2 / (sensors - 1);
    }

    /** How many windows have a later one of their sensor, and are published for it. */
    public long closedWindows() {
        if (!hot) {
            return closedWindows(readings, sensors);
        }
        return closedWindows(readings - readings / 2, 1) + closedWindows(readings / 2, sensors - 1);
    }

    private long closedWindows(long readingsOfThem, int takingTurns) {
        long turns = readingsOfThem / takingTurns;
        long sensorsWithOneMore = readingsOfThem % takingTurns;
        return (takingTurns - sensorsWithOneMore) * closed(turns) + sensorsWithOneMore * closed(turns + 1);
    }

    private long closed(long turns) {
        return Math.max(0, (turns + perWindow - 1) / perWindow - 1);
    }
}
