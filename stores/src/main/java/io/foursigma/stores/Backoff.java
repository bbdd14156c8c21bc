// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import java.time.Duration;

/**
 * How long to wait before each further attempt: twice as long each time, up to a limit, less a random part so that
 * many callers do not come back at the same moment.
 *
 * @param first the longest wait before the second attempt
 * @param longest the longest wait before any attempt
 * @param patience how long after the first attempt a further one may still begin
 */
public record Backoff(Duration first, Duration longest, Duration patience) {

    /** Checks the ranges. @throws IllegalArgumentException if a wait is not positive or the first exceeds the longest */
    public Backoff {
        if (first.isNegative() || first.isZero() || first.compareTo(longest) > 0 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "no back-off: first wait " + first + ", longest wait " + longest + ", patience " + patience);
        }
    }

    /**
     * The wait after a failed attempt: between half of the bound and the bound {@code min(longest, first * 2^(n-1))}.
     *
     * @param failures how many attempts have failed in a row, at least 1
     * @param random a number in [0, 1) that chooses within the range
     */
    public Duration waitAfter(int failures, double random) {
        int doublings = Math.min(failures - 1, 30);
        long bound = Math.min(longest.toNanos(), first.toNanos() << Math.min(doublings, headroom(first.toNanos())));
        return Duration.ofNanos(bound - (long) (bound / 2.0 * random));
    }

    private static int headroom(long nanos) {
        return Long.numberOfLeadingZeros(nanos) - 1;
    }
}
