// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of one window of one sensor, as published.
 *
 * @param sensor the sensor's name
 * @param start start of the window, epoch milliseconds, included
 * @param end end of the window, epoch milliseconds, excluded
 * @param revision how many readings the window held when it was published; a later revision is higher
 * @param count number of values, at least 1
 * @param mean their mean
 * @param std their population standard deviation (divisor n)
 * @param sampleStd their sample standard deviation (divisor n - 1), null for one value
 * @param min the least value
 * @param max the greatest value
 * @param baseline the window that the readings of this one were judged against, null while the sensor was learning
 */
public record WindowStats(
        String sensor,
        long start,
        long end,
        long revision,
        long count,
        double mean,
        double std,
        @Nullable Double sampleStd,
        double min,
        double max,
        @Nullable BaselineStats baseline) {

    /** The identity of a window in every store: {@code sensor@start}. Its revisions share it. */
    public String id() {
        return sensor + '@' + start;
    }
}
