// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import io.foursigma.schemas.json.TimeText;
import java.util.regex.Pattern;

/** What the fields of a row of CSV stand for. */
public final class CsvFields {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,19}");

    private CsvFields() {}

    /**
     * The number that a field holds.
     *
     * @param field the field's name
     * @throws IllegalArgumentException if it holds none; the message says so
     */
    public static double number(String field, String text) {
        if (!DecimalNumber.is(text)) {
            throw new IllegalArgumentException("the field '" + TimeText.abbreviated(field)
                    + "' is a decimal number, but this is '" + TimeText.abbreviated(text) + "'");
        }
        return Double.parseDouble(text);
    }

    /** The time that a field holds, epoch milliseconds. @throws IllegalArgumentException if it holds none */
    public static long time(String text) {
        if (isWhole(text)) {
            return wholeTime(text);
        }
        TimeText.Parsed parsed = TimeText.parse(text);
        if (parsed.problem() != null) {
            throw new IllegalArgumentException(parsed.problem());
        }
        return parsed.epochMillis();
    }

    /** Whether the text is a whole number. */
    public static boolean isWhole(String text) {
        return WHOLE_NUMBER.matcher(text).matches();
    }

    /** The time of a whole number, epoch milliseconds. @throws IllegalArgumentException if it is beyond 64 bits */
    public static long wholeTime(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the time " + text + " is beyond 64 bits", e);
        }
    }
}
