// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which of the kept letters to list.
 *
 * @param reason words that the reason holds, in any case; empty for any reason
 * @param partition partition of the topic of readings
 * @param since the earliest time at which a letter was kept first, included
 * @param order which come first
 * @param skipped how many to leave out before the first one of the page
 * @param limit how many the page holds at most
 */
public record LetterQuery(
        String reason, OptionalInt partition, Optional<Instant> since, Order order, int skipped, int limit) {

    /** How many rows a page and those before it may have together, which bounds the memory. */
    public static final int MOST_ROWS = 10_000;

    /** Which letters come first. */
    public enum Order {
        /** Those that were kept last. */
        NEWEST_FIRST,
        /** Those that were kept first. */
        OLDEST_FIRST
    }

    /** Checks the ranges. @throws IllegalArgumentException if the page lies beyond {@link #MOST_ROWS} */
    public LetterQuery {
        if (skipped < 0 || limit < 1 || (long) skipped + limit > MOST_ROWS) {
            throw new IllegalArgumentException("no page: " + skipped + " rows left out, " + limit + " listed");
        }
    }

    /** Whether a row is asked for. */
    public boolean asksFor(LetterPage.Row row) {
        return (partition.isEmpty() || partition.getAsInt() == row.position().partition())
                && (since.isEmpty() || row.time() >= since.get().toEpochMilli())
                && row.reason().toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT));
    }
}
