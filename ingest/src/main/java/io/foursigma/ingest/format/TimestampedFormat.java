// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.json.TimeText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Readings under their times: {@code {"2022-07-17_15-43-10":{"value":0.68,"sensor":"sensor_1"}}}; or an array of such
 * objects. The times are of a zone. Where its clocks go back, a time that is there twice is the earlier one; where they go
 * forward, a time that is left out is read as if the clocks had not gone forward yet.
 */
public final class TimestampedFormat implements PayloadFormat {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId zone;

    /** The format, its times of this zone. */
    public TimestampedFormat(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        JsonItems.read(payload, false, this::readElement, sink);
    }

    private void readElement(JsonParser in, JsonItems items) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String time = in.currentName();
            if (in.nextToken() == JsonToken.START_OBJECT) {
                readReading(in, time, items);
            } else {
                items.malformed("under the time '" + TimeText.abbreviated(time) + "' stands no object");
                in.skipChildren();
            }
        }
    }

    private void readReading(JsonParser in, String timeText, JsonItems items) throws IOException {
        String sensor = null;
        Double value = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken token = in.nextToken();
            if (field.equals("sensor") && token == JsonToken.VALUE_STRING) {
                sensor = in.getText();
            } else if (field.equals("value") && token.isNumeric()) {
                value = in.getDoubleValue();
            }
            in.skipChildren();
        }
        Long time = millis(timeText);
        if (time == null) {
            items.malformed("'" + TimeText.abbreviated(timeText) + "' is no time such as 2022-07-17_15-43-10");
        } else if (sensor == null) {
            items.malformed("the field 'sensor' is missing, or no text");
        } else if (value == null) {
            items.malformed("the field 'value' is missing, or no number");
        } else {
            items.value(sensor, time, value);
        }
    }

    private @Nullable Long millis(String text) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
