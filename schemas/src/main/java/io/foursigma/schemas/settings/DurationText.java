// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in settings and on the command line: {@code 250ms}, {@code 2s}, {@code 5min}. */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|min|h|d)");

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @param text a whole number and a unit: ms, s, min, h or d
     * @throws IllegalArgumentException if the text has another form
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration: write a whole number and a unit, such as 250ms, 2s, 5min, 1h, 30d");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /**
     * Reads a duration above 0.
     *
     * @param text a whole number and a unit: ms, s, min, h or d
     * @throws IllegalArgumentException if the text has another form or is no time
     */
    public static Duration parseAboveZero(String text) {
        Duration duration = parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("'" + text + "' is no time: give one above 0, such as 60s");
        }
        return duration;
    }
}
