// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

/**
 * The division of event time into windows {@code [start, start + length)}, aligned to the epoch.
 *
 * @param lengthMillis the length of each window in milliseconds, at least 1
 */
public record TumblingWindows(long lengthMillis) {

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if the length is below 1
     */
    public TumblingWindows {
        if (lengthMillis < 1) {
            throw new IllegalArgumentException(
                    "a window cannot be " + lengthMillis + " ms long: give a length of at least 1 ms");
        }
    }

    /**
     * The start of the window that holds a time; right for times before the epoch, too.
     *
     * @param timeMillis event time in epoch milliseconds
     * @return the greatest multiple of the length that is not after the time, in epoch milliseconds
     * @throws ArithmeticException if the window begins before the least {@code long}
     */
    public long start(long timeMillis) {
        return Math.multiplyExact(Math.floorDiv(timeMillis, lengthMillis), lengthMillis);
    }

    /**
     * The end of a window: the first time that no longer lies in it.
     *
     * @param startMillis the window's start in epoch milliseconds
     * @return the end, excluded, in epoch milliseconds
     * @throws ArithmeticException if the window ends after the greatest {@code long}
     */
    public long end(long startMillis) {
        return Math.addExact(startMillis, lengthMillis);
    }
}
