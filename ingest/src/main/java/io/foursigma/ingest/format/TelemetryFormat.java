// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.json.TimeText;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry of a device as gateways of ThingsBoard send it: {@code {"ts":1700000000123,"values":{"temperature":21.5}}},
 * or the values alone, {@code {"temperature":21.5}}, which are then of the time at which the message came; or an array of
 * such objects. The sensor is the device's name, a slash and the value's key. A key that appears twice in an object is no
 * reading.
 */
public final class TelemetryFormat implements PayloadFormat {

    private final String device;

    /** The telemetry of this device. */
    public TelemetryFormat(String device) {
        this.device = device;
    }

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        JsonItems.read(payload, false, (in, items) -> readElement(in, received, items), sink);
    }

    private void readElement(JsonParser in, long received, JsonItems items) throws IOException {
        Values plain = new Values();
        Values values = null;
        boolean valuesTwice = false;
        Long time = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken token = in.nextToken();
            if (field.equals("values") && token == JsonToken.START_OBJECT) {
                valuesTwice |= values != null;
                values = readValues(in);
            } else {
                if (field.equals("ts")) {
                    time = wholeNumber(in);
                }
                plain.put(field, number(in));
            }
        }
        if (values == null) {
            handOver(plain, received, items);
        } else if (valuesTwice || plain.twice.contains("ts")) {
            items.malformed("the field '" + (valuesTwice ? "values" : "ts") + "' appears twice");
        } else if (time == null && plain.byKey.containsKey("ts")) {
            items.malformed("the field 'ts' is a whole number of epoch milliseconds, and here it is none");
        } else {
            handOver(values, time == null ? received : time, items);
        }
    }

    private static Values readValues(JsonParser in) throws IOException {
        Values values = new Values();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            values.put(key, number(in));
        }
        return values;
    }

    private static @Nullable Long wholeNumber(JsonParser in) throws IOException {
        boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return whole ? (Long) in.getLongValue() : null;
    }

    /** The number that the parser stands on; null for anything else, which is passed over to its end. */
    private static @Nullable Double number(JsonParser in) throws IOException {
        if (in.currentToken().isNumeric()) {
            return in.getDoubleValue();
        }
        in.skipChildren();
        return null;
    }

    private void handOver(Values values, long time, JsonItems items) {
        values.byKey.forEach((key, value) -> {
            if (values.twice.contains(key)) {
                items.malformed("the key '" + TimeText.abbreviated(key) + "' appears twice");
            } else if (value == null) {
                items.malformed("the value of '" + TimeText.abbreviated(key) + "' is no number");
            } else {
                items.value(device + '/' + key, time, value);
            }
        });
    }

    /** Values by their keys; null for what is no number. */
    private static final class Values {
        private final Map<String, @Nullable Double> byKey = new LinkedHashMap<>();
        private final Set<String> twice = new HashSet<>();

        private void put(String key, @Nullable Double value) {
            if (byKey.containsKey(key)) {
                twice.add(key);
            }
            byKey.put(key, value);
        }
    }
}
