// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as text: ISO-8601 with an offset, such as {@code 2026-03-01T12:00:00.123+01:00}. */
public final class TimeText {

    private TimeText() {}

    /**
     * A time, or what is wrong with it.
     *
     * @param epochMillis the time in epoch milliseconds, rounded down; 0 if there is a problem
     * @param problem the reason in words, null if the time is good
     */
    public record Parsed(long epochMillis, @Nullable String problem) {}

    /** Reads a time. Text without an offset has no place on the time line and is refused. */
    public static Parsed parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
            return new Parsed(instant.toEpochMilli(), null);
        } catch (DateTimeException | ArithmeticException e) {
            return new Parsed(0, "the time is no ISO-8601 text with an offset: '" + abbreviated(text) + "'");
        }
    }

    /** A text as it may stand in a message: cut after 64 characters. */
    public static String abbreviated(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
