// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.ReadingSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry of a device as gateways of ThingsBoard send it: {@code {"ts":1700000000123,"values":{"temperature":21.5}}},
 * or the values alone, {@code {"temperature":21.5}}, which are then of the time at which the message came; or an array of
 * such objects. The sensor is the device's name, a slash and the value's key.
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
        Map<String, @Nullable Double> plain = new LinkedHashMap<>();
        Map<String, @Nullable Double> values = null;
        Long time = null;
        boolean timeIsNone = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken token = in.nextToken();
            if (field.equals("values") && token == JsonToken.START_OBJECT) {
                values = readValues(in);
            } else {
                if (field.equals("ts")) {
                    timeIsNone = token != JsonToken.VALUE_NUMBER_INT
                            || in.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
                    time = timeIsNone ? null : (Long) in.getLongValue();
                }
                plain.put(field, number(in));
            }
        }
        if (values == null) {
            handOver(plain, received, items);
        } else if (timeIsNone) {
            items.malformed("the field 'ts' is a whole number of epoch milliseconds, and here it is none");
        } else {
            handOver(values, time == null ? received : time, items);
        }
    }

    private static Map<String, @Nullable Double> readValues(JsonParser in) throws IOException {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            values.put(key, number(in));
        }
        return values;
    }

    /** The number that the parser stands on; null for anything else, which is passed over to its end. */
    private static @Nullable Double number(JsonParser in) throws IOException {
        if (in.currentToken().isNumeric()) {
            return in.getDoubleValue();
        }
        in.skipChildren();
        return null;
    }

    private void handOver(Map<String, @Nullable Double> values, long time, JsonItems items) {
        values.forEach((key, value) -> {
            if (value == null) {
                items.malformed("the value of '" + key + "' is no number");
            } else {
                items.value(device + '/' + key, time, value);
            }
        });
    }
}
