// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.format.CsvFields;
import io.foursigma.schemas.json.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int DATE_CHARACTERS = 10;
    private static final String COMMON = "0000-00-00 00:00:00";

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
        LocalDateTime whole = wholeSeconds(text);
        if (whole != null) {
            return instant(whole, text).toEpochMilli();
        }
        String iso = text.indexOf(' ') == DATE_CHARACTERS ? text.replaceFirst(" ", "T") : text;
        try {
            TemporalAccessor time = TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof LocalDateTime local
                    ? instant(local, text).toEpochMilli()
                    : OffsetDateTime.from(time).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("the time is no ISO-8601 text: '" + TimeText.abbreviated(text) + "'", e);
        }
    }

    private Instant instant(LocalDateTime local, String text) {
        ZoneId known = zone.orElseThrow(() -> new IllegalArgumentException(
                "the time has no offset, and collect.files.zone gives no zone: '" + TimeText.abbreviated(text) + "'"));
        return local.atZone(known).toInstant();
    }

    /** The time of a text like {@code 2014-02-14 14:30:00}, read by itself, for it is common; null for any other. */
    private static @Nullable LocalDateTime wholeSeconds(String text) {
        if (text.length() != COMMON.length()) {
            return null;
        }
        for (int i = 0; i < COMMON.length(); i++) {
            char given = text.charAt(i);
            boolean fits = COMMON.charAt(i) == '0' ? given >= '0' && given <= '9' : given == COMMON.charAt(i);
            if (!fits && !(i == DATE_CHARACTERS && given == 'T')) {
                return null;
            }
        }
        try {
            return LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19));
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
