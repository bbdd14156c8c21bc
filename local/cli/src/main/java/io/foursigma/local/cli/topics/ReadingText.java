// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.json.ReadingSink;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Readings as people read them. */
final class ReadingText implements ReadingSink {

    private int readings;
    private boolean malformed;
    private String first = "";

    private ReadingText() {}

    /**
     * What a record holds: the value and the time, for the key names the sensor; of an array the number of readings and the
     * first of them. Empty where something in it is no reading, so that its bytes say more.
     */
    static Optional<String> of(byte @Nullable [] record) {
        ReadingText text = new ReadingText();
        ReadingJson.read(record, text);
        if (text.malformed) {
            return Optional.empty();
        }
        return Optional.of(text.readings == 1 ? text.first : text.readings + " readings, the first " + text.first);
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        if (readings++ == 0) {
            first = TerminalText.oneLine(sensor) + " = " + value + " at " + time(time);
        }
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        malformed = true;
    }

    /** Any number of milliseconds is a time; those of years beyond all calendars stay numbers. */
    static String time(long epochMillis) {
        try {
            return Instant.ofEpochMilli(epochMillis).toString();
        } catch (DateTimeException e) {
            return Long.toString(epochMillis);
        }
    }
}
