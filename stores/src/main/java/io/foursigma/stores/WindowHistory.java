// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.WindowStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the windows of one sensor that were published. Every method throws {@link StoreException} if they cannot be read. */
public interface WindowHistory extends AutoCloseable {

    /** How many bins a course has at most. */
    int MOST_BINS = 5_000;

    /** The last windows of a span, each at its last revision, newest first. */
    List<WindowStats> windows(WindowQuery query);

    /** The windows of a span, merged into bins, oldest first. A bin without a window is left out. */
    List<Bin> course(CourseQuery query);

    @Override
    void close();

    /**
     * Which windows are asked for.
     *
     * @param sensor the sensor
     * @param from least start, epoch milliseconds, included
     * @param to greatest start, epoch milliseconds, excluded
     * @param size how many at most, 1 to 10,000
     */
    record WindowQuery(String sensor, long from, long to, int size) {}

    /**
     * Which windows are merged, and how. A window belongs to the bin in which it starts.
     *
     * @param sensor the sensor
     * @param from start of the first bin, epoch milliseconds, a multiple of the interval
     * @param to end of the last bin, excluded
     * @param interval length of a bin, milliseconds; at most {@link #MOST_BINS} of them reach from {@code from} to {@code to}
     */
    record CourseQuery(String sensor, long from, long to, long interval) {}

    /**
     * Windows that were merged.
     *
     * @param start start of the bin, epoch milliseconds
     * @param windows how many windows it holds, at least 1
     * @param count the sum of their counts
     * @param min their least value
     * @param mean the mean of all their values, up to the rounding of a sum in doubles; null where that sum is no double
     * @param max their greatest value
     */
    record Bin(
            long start,
            long windows,
            long count,
            double min,
            @Nullable Double mean,
            double max) {}
}
