// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a small JSON object of our own making, read whole; arrays are passed over. Not for the hot path. */
public final class JsonFields {

    private final Map<String, Object> values;

    private JsonFields(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads one object. @throws IOException if the bytes are no JSON object */
    public static JsonFields read(byte[] json) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(json)) {
            in.nextToken();
            return read(in);
        }
    }

    /** Reads the object that the parser stands on, to its end. @throws IOException if it is no object */
    public static JsonFields read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("an object is expected, but this is " + in.currentToken());
        }
        Map<String, Object> values = new HashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            switch (in.nextToken()) {
                case START_OBJECT -> values.put(name, read(in));
                case START_ARRAY -> in.skipChildren();
                case VALUE_STRING -> values.put(name, in.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.put(name, in.getNumberValue());
                case VALUE_TRUE -> values.put(name, true);
                case VALUE_FALSE -> values.put(name, false);
                default -> {}
            }
        }
        return new JsonFields(values);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text. @throws IOException if the field is missing or no text */
    public String text(String name) throws IOException {
        return need(name, String.class);
    }

    /** A whole number. @throws IOException if the field is missing or no number */
    public long whole(String name) throws IOException {
        return need(name, Number.class).longValue();
    }

    /** A number. @throws IOException if the field is missing or no number */
    public double number(String name) throws IOException {
        return need(name, Number.class).doubleValue();
    }

    /** Whether the field is a number. */
    public boolean isNumber(String name) {
        return values.get(name) instanceof Number;
    }

    /** A number, or null if the field is null or missing. @throws IOException if the field is no number */
    public @Nullable Double optionalNumber(String name) throws IOException {
        return has(name) ? number(name) : null;
    }

    /** An object. @throws IOException if the field is missing or no object */
    public JsonFields object(String name) throws IOException {
        return need(name, JsonFields.class);
    }

    private <T> T need(String name, Class<T> type) throws IOException {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IOException("the field '" + name + "' is missing or of another kind: " + value);
        }
        return type.cast(value);
    }
}
