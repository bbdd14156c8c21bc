// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.PolicyRules;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.json.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a small JSON object that somebody has sent, and all that is wrong with them. */
final class BodyFields {

    private static final String CURE = "give one JSON object in UTF-8";

    private final Map<String, Object> values = new HashMap<>();
    private final List<Problem.Fault> faults = new ArrayList<>();

    private BodyFields() {}

    /** Reads a body; fields of other names than the known ones are faults. */
    static BodyFields read(byte[] body, List<String> known) {
        BodyFields fields = new BodyFields();
        if (!Utf8.is(body)) {
            fields.refuse("", "", Utf8.NONE, CURE);
            return fields;
        }
        try (JsonParser in = Json.FACTORY.createParser(body)) {
            fields.read(in, known);
        } catch (IOException e) {
            fields.refuse("", "", "no JSON: " + Json.firstLine(e), CURE);
        }
        return fields;
    }

    private void read(JsonParser in, List<String> known) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            refuse("", "", "it is no JSON object", CURE);
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (!known.contains(name)) {
                refuse(name, in.getText(), "there is no such field", "give " + String.join(", ", known));
            } else if (token == JsonToken.VALUE_STRING) {
                values.put(name, in.getText());
            } else if (token.isNumeric()) {
                values.put(name, in.getDoubleValue());
            } else if (token != JsonToken.VALUE_NULL) {
                refuse(name, in.getText(), "it is of another kind", "give a text or a number, or null");
            }
            in.skipChildren();
        }
        if (in.nextToken() != null) {
            refuse("", "", "more follows behind the object", CURE);
        }
    }

    @Nullable
    String text(String name) {
        return of(name, String.class, "give a text, or null");
    }

    @Nullable
    Double number(String name) {
        return of(name, Double.class, "give a number, or null");
    }

    /** Takes what is wrong beyond the form. */
    void add(List<PolicyRules.Fault> found) {
        found.forEach(fault -> refuse(fault.field(), fault.value(), fault.reason(), fault.cure()));
    }

    /** All that is wrong. */
    List<Problem.Fault> faults() {
        return List.copyOf(faults);
    }

    private <T> @Nullable T of(String name, Class<T> type, String cure) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            refuse(name, String.valueOf(value), "it is of another kind", cure);
            return null;
        }
        return type.cast(value);
    }

    private void refuse(String name, String value, String reason, String cure) {
        faults.add(new Problem.Fault(name, value, reason, cure));
    }
}
