// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

/**
 * What a window's readings are judged by: the statistics of its sensor's previous window, fixed when the window opens.
 *
 * @param start the previous window's start in epoch milliseconds
 * @param end its end, excluded, in epoch milliseconds
 * @param count the number of its readings, at least 1
 * @param mean their mean
 * @param std their population standard deviation, at least 0
 */
public record Baseline(long start, long end, long count, double mean, double std) {

    /**
     * Checks that the numbers can be a baseline.
     *
     * @throws IllegalArgumentException if the window is empty or a number is not finite
     */
    public Baseline {
        if (start >= end || count < 1 || !Double.isFinite(mean) || !Double.isFinite(std) || std < 0) {
            throw new IllegalArgumentException("no window's statistics can be a baseline with start " + start + ", end "
                    + end + ", count " + count + ", mean " + mean + ", std " + std
                    + ": it needs start < end, a count of at least 1 and finite numbers");
        }
    }
}
