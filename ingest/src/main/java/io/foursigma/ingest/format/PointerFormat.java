// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.json.TimeText;
import io.foursigma.schemas.json.Utf8;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document of any shape with one sensor's value in it, and perhaps its time, where JSON pointers (RFC 6901) lead to.
 * The time is epoch milliseconds, or ISO-8601 text with an offset. What a pointer leads to twice, because a field on
 * its way appears twice, is neither the one nor the other.
 */
public final class PointerFormat implements PayloadFormat {

    private final String sensor;
    private final JsonPointer value;
    private final @Nullable JsonPointer time;

    /**
     * Values of a sensor.
     *
     * @param sensor its name
     * @param value where the value stands
     * @param time where the time stands; null: it is when the message came
     */
    public PointerFormat(String sensor, JsonPointer value, @Nullable JsonPointer time) {
        this.sensor = sensor;
        this.value = value;
        this.time = time;
    }

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        Found found = new Found();
        String problem;
        try (JsonParser in = Json.FACTORY.createParser(payload)) {
            problem = found.readAll(in);
        } catch (IOException e) {
            problem = "no JSON: " + Json.firstLine(e);
        }
        if (problem == null && !Utf8.is(payload)) {
            problem = Utf8.NONE;
        }
        OneReading.handOver(payload, sensor, time == null ? received : found.time, found.value, problem, sink);
    }

    /** What was found in a document. */
    private final class Found {
        private double value;
        private long time;
        private boolean hasValue;
        private boolean hasTime;
        private @Nullable String problem;

        private @Nullable String readAll(JsonParser in) throws IOException {
            if (in.nextToken() == null) {
                return "nothing in it";
            }
            read(in, PointerFormat.this.value, PointerFormat.this.time);
            if (in.nextToken() != null) {
                return "something follows the JSON value";
            }
            if (!hasValue) {
                refuse("there is nothing at " + PointerFormat.this.value);
            } else if (!hasTime && PointerFormat.this.time != null) {
                refuse("there is nothing at " + PointerFormat.this.time);
            }
            return problem;
        }

        /** Reads what the parser stands on, to its end. A pointer is null where it leads elsewhere. */
        private void read(JsonParser in, @Nullable JsonPointer toValue, @Nullable JsonPointer toTime)
                throws IOException {
            if (toValue != null && toValue.matches()) {
                takeValue(in);
            }
            if (toTime != null && toTime.matches()) {
                takeTime(in);
            }
            if (toValue == null && toTime == null) {
                in.skipChildren();
            } else if (in.currentToken() == JsonToken.START_OBJECT) {
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    in.nextToken();
                    read(
                            in,
                            toValue == null ? null : toValue.matchProperty(field),
                            toTime == null ? null : toTime.matchProperty(field));
                }
            } else if (in.currentToken() == JsonToken.START_ARRAY) {
                for (int index = 0; in.nextToken() != JsonToken.END_ARRAY; index++) {
                    read(
                            in,
                            toValue == null ? null : toValue.matchElement(index),
                            toTime == null ? null : toTime.matchElement(index));
                }
            }
        }

        private void takeValue(JsonParser in) throws IOException {
            if (hasValue) {
                refuse("what " + PointerFormat.this.value + " leads to is there twice");
            } else if (in.currentToken().isNumeric()) {
                value = in.getDoubleValue();
            } else {
                refuse("what stands at " + PointerFormat.this.value + " is no number");
            }
            hasValue = true;
        }

        private void takeTime(JsonParser in) throws IOException {
            if (hasTime) {
                refuse("what " + PointerFormat.this.time + " leads to is there twice");
            } else if (in.currentToken() == JsonToken.VALUE_STRING) {
                TimeText.Parsed parsed = TimeText.parse(in.getText());
                time = parsed.epochMillis();
                refuse(parsed.problem());
            } else if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                time = in.getLongValue();
            } else {
                refuse("what stands at " + PointerFormat.this.time
                        + " is neither a whole number of epoch milliseconds nor ISO-8601 text");
            }
            hasTime = true;
        }

        /** Keeps the first reason. */
        private void refuse(@Nullable String reason) {
            if (problem == null) {
                problem = reason;
            }
        }
    }
}
