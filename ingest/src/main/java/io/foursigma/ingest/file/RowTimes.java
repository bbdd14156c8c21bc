// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.format.CsvFields;
import io.foursigma.schemas.json.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Times as rows of CSV have them: epoch milliseconds, or ISO-8601, a blank in place of the {@code T} if they like. Those
 * without an offset are of a zone; where its clocks go back, a time that is there twice is the earlier one, and where they go
 * forward, a time that is left out is read as if they had not gone forward yet.
 */
final class RowTimes {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .parseLenient()
            .appendOffsetId()
            .toFormatter();

    private static final int DATE_CHARACTERS = 10;

    private final Optional<ZoneId> zone;

    /** Times without an offset are of this zone; none if they are no times. */
    RowTimes(Optional<ZoneId> zone) {
        this.zone = zone;
    }

    /** The time in epoch milliseconds, rounded down. @throws IllegalArgumentException if the text is none */
    long millis(String text) {
        if (CsvFields.isWhole(text)) {
            return CsvFields.wholeTime(text);
        }
        String iso = text.indexOf(' ') == DATE_CHARACTERS ? text.replaceFirst(" ", "T") : text;
        try {
            TemporalAccessor time = TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof LocalDateTime local
                    ? local.atZone(zone.orElseThrow(() -> withoutOffset(text))).toInstant()
                    : OffsetDateTime.from(time).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("the time is no ISO-8601 text: '" + TimeText.abbreviated(text) + "'", e);
        }
    }

    private static IllegalArgumentException withoutOffset(String text) {
        return new IllegalArgumentException(
                "the time has no offset, and collect.files.zone gives no zone: '" + TimeText.abbreviated(text) + "'");
    }
}
