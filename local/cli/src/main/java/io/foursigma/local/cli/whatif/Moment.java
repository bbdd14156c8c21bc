// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.json.TimeText;
import io.foursigma.schemas.settings.DurationText;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** Moments on the command line. */
final class Moment {

    private static final Pattern MILLIS = Pattern.compile("-?\\d{1,17}");

    private Moment() {}

    /**
     * Reads a moment: ISO-8601 with an offset, epoch milliseconds, or a duration for so long ago.
     *
     * @return epoch milliseconds
     * @throws CliException if the text is none of these
     */
    static long parse(String option, String text, InstantSource clock) {
        if (MILLIS.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        TimeText.Parsed time = TimeText.parse(text);
        if (time.problem() == null) {
            return time.epochMillis();
        }
        try {
            return clock.instant().minus(DurationText.parse(text)).toEpochMilli();
        } catch (IllegalArgumentException noDuration) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    option + ": '" + text
                            + "' is no time: give one such as 2026-01-31T12:00:00Z, epoch milliseconds, or a"
                            + " duration such as 2h for so long ago");
        }
    }
}
