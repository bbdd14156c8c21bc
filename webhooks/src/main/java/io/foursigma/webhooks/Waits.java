// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** How long to leave a receiver alone. */
final class Waits {

    /** A receiver that asks for more is asked again after this. */
    static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private static final long FIRST_MILLIS = 250;
    private static final long MOST_MILLIS = 60_000;
    private static final int MOST_DOUBLINGS = 8;

    private Waits() {}

    /** After so many failures in a row: half of 0.25, 0.5, 1... up to 60 seconds for certain, the other half by chance. */
    static Duration after(int failures, RandomGenerator random) {
        long most = Math.min(FIRST_MILLIS << Math.min(failures - 1, MOST_DOUBLINGS), MOST_MILLIS);
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /** What the header {@code Retry-After} asks for, in seconds or as a date; zero where it is neither. */
    static Duration asked(String retryAfter, Instant now) {
        Duration asked;
        try {
            asked = retryAfter.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from));
        } catch (DateTimeException neither) {
            return Duration.ZERO;
        }
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }
}
