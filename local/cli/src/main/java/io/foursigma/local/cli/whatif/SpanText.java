// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.time.Duration;

/** Spans of time, short. */
final class SpanText {

    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    private static final long SECOND = 1_000;

    private SpanText() {}

    /** The span in the largest unit of which it is a whole number, in the form of settings: {@code 90min}. */
    static String of(Duration span) {
        long millis = span.toMillis();
        if (millis % DAY == 0) {
            return millis / DAY + "d";
        }
        if (millis % HOUR == 0) {
            return millis / HOUR + "h";
        }
        if (millis % MINUTE == 0) {
            return millis / MINUTE + "min";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}
