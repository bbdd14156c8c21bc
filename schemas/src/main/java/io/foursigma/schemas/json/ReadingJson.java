// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of readings: {@code {"sensor":"greenhouse-7/temperature","time":1700000000123,"value":21.375}}, or an array
 * of such objects. The time is epoch milliseconds, or ISO-8601 text with an offset; what is finer than a millisecond is
 * cut off. Fields of other names are passed over.
 *
 * <p>A record that is no JSON, or an empty array, is one malformed item as a whole; an element of an array that is no
 * reading is one malformed item, and the other elements stand.
 */
public final class ReadingJson {

    private ReadingJson() {}

    /** Writes a reading as an object, its time as epoch milliseconds. */
    public static void write(JsonGenerator out, Reading reading) throws IOException {
        out.writeStartObject();
        out.writeStringField("sensor", reading.sensor());
        out.writeNumberField("time", reading.time());
        out.writeNumberField("value", reading.value());
        out.writeEndObject();
    }

    /** The UTF-8 bytes of a reading, as they stand in Kafka. */
    public static byte[] bytes(Reading reading) {
        return Json.bytes(out -> write(out, reading));
    }

    /**
     * Hands every item of a record to the sink. Nothing is handed over before the whole record was seen to be JSON.
     *
     * @param record the bytes of the record; null stands for a record without a value
     * @param sink takes the items, at least one
     */
    public static void read(byte @Nullable [] record, ReadingSink sink) {
        if (record == null) {
            sink.malformed(0, "the record has no value", new byte[0]);
            return;
        }
        List<Item> items;
        try (JsonParser in = Json.FACTORY.createParser(record)) {
            items = readRecord(in, record, sink.mostItems());
        } catch (IOException e) {
            sink.malformed(0, "no JSON: " + Json.firstLine(e), record);
            return;
        }
        if (items.isEmpty()) {
            sink.malformed(0, "an empty array", record);
        }
        for (int index = 0; index < items.size(); index++) {
            items.get(index).handOver(index, record, sink);
        }
    }

    private static List<Item> readRecord(JsonParser in, byte[] record, int mostItems) throws IOException {
        JsonToken first = in.nextToken();
        if (first == null) {
            return List.of(new Item("nothing in it", record.length));
        }
        List<Item> items = new ArrayList<>();
        if (first == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                int from = (int) in.currentTokenLocation().getByteOffset();
                Item item = Item.read(in);
                in.finishToken();
                item.from = from;
                item.to = (int) in.currentLocation().getByteOffset();
                if (items.size() <= mostItems) {
                    items.add(item);
                }
            }
        } else {
            Item item = Item.read(in);
            item.to = record.length;
            items.add(item);
        }
        if (in.nextToken() != null) {
            String reason = "something follows the JSON value at byte "
                    + in.currentTokenLocation().getByteOffset();
            return List.of(new Item(reason, record.length));
        }
        if (!Utf8.is(record)) {
            return List.of(new Item(Utf8.NONE, record.length));
        }
        return items;
    }

    /** An element that was read: either a reading or a reason. */
    private static final class Item {
        private @Nullable String sensor;
        private long time;
        private double value;
        private boolean hasTime;
        private boolean hasValue;
        private @Nullable String reason;
        private int from;
        private int to;

        private Item() {}

        /** A whole record that is malformed. */
        private Item(String reason, int length) {
            this.reason = reason;
            to = length;
        }

        private void handOver(int index, byte[] record, ReadingSink sink) {
            String problem = reason == null ? sink.problem(time) : reason;
            if (problem == null && sensor != null) {
                sink.reading(index, sensor, time, value);
            } else {
                sink.malformed(index, String.valueOf(problem), Arrays.copyOfRange(record, from, to));
            }
        }

        /** Reads the value that the parser stands on, to its end. */
        private static Item read(JsonParser in) throws IOException {
            Item item = new Item();
            if (in.currentToken() != JsonToken.START_OBJECT) {
                item.reason = "a reading is an object, but this is " + kind(in.currentToken());
                in.skipChildren();
                return item;
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "sensor" -> item.readSensor(in);
                    case "time" -> item.readTime(in);
                    case "value" -> item.readValue(in);
                    default -> {}
                }
                in.skipChildren();
            }
            item.checkComplete();
            return item;
        }

        private void checkComplete() {
            if (sensor == null) {
                refuse("the field 'sensor' is missing");
            } else if (!hasTime) {
                refuse("the field 'time' is missing");
            } else if (!hasValue) {
                refuse("the field 'value' is missing");
            }
        }

        private void readSensor(JsonParser in) throws IOException {
            if (sensor != null) {
                refuse("the field 'sensor' appears twice");
            } else if (in.currentToken() != JsonToken.VALUE_STRING) {
                refuse("the field 'sensor' is a text, but this is " + kind(in.currentToken()));
            } else {
                sensor = in.getText();
                refuse(Reading.sensorProblem(sensor));
            }
        }

        private void readTime(JsonParser in) throws IOException {
            if (hasTime) {
                refuse("the field 'time' appears twice");
            } else if (in.currentToken() == JsonToken.VALUE_STRING) {
                TimeText.Parsed parsed = TimeText.parse(in.getText());
                time = parsed.epochMillis();
                hasTime = true;
                refuse(parsed.problem());
            } else if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                time = in.getLongValue();
                hasTime = true;
            } else {
                refuse("the field 'time' is a whole number of epoch milliseconds or ISO-8601 text, but this is "
                        + kind(in.currentToken()));
            }
        }

        private void readValue(JsonParser in) throws IOException {
            if (hasValue) {
                refuse("the field 'value' appears twice");
            } else if (!in.currentToken().isNumeric()) {
                refuse("the field 'value' is a number, but this is " + kind(in.currentToken()));
            } else {
                value = in.getDoubleValue();
                hasValue = true;
                refuse(Double.isFinite(value) ? null : "the field 'value' is not finite: " + value);
            }
        }

        /** Keeps the first reason. */
        private void refuse(@Nullable String newReason) {
            if (reason == null) {
                reason = newReason;
            }
        }

        private static String kind(JsonToken token) {
            return switch (token) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "an array";
                case VALUE_STRING -> "a text";
                case VALUE_NUMBER_INT -> "a whole number (out of range?)";
                case VALUE_NUMBER_FLOAT -> "a fractional number";
                case VALUE_NULL -> "null";
                default -> "true or false";
            };
        }
    }
}
