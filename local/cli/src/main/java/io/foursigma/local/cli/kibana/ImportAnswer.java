// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.kibana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Kibana says to an import.
 *
 * @param success whether all objects are imported
 * @param imported how many are
 * @param errors a line for each that is not
 */
record ImportAnswer(boolean success, long imported, List<String> errors) {

    /** Reads the answer. @throws IOException if it is none */
    static ImportAnswer read(byte[] body) throws IOException {
        boolean success = false;
        long imported = -1;
        List<String> errors = new ArrayList<>();
        try (JsonParser in = Json.FACTORY.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("an object is expected, but this is " + in.currentToken());
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "success" -> success = in.getBooleanValue();
                    case "successCount" -> imported = in.getLongValue();
                    case "errors" -> {
                        while (in.nextToken() == JsonToken.START_OBJECT) {
                            errors.add(error(JsonFields.read(in)));
                        }
                    }
                    default -> in.skipChildren();
                }
            }
        }
        if (imported < 0) {
            throw new IOException("the number of imported objects is missing");
        }
        return new ImportAnswer(success, imported, errors);
    }

    private static String error(JsonFields object) throws IOException {
        JsonFields error = object.object("error");
        String reason = error.has("message") ? ": " + error.text("message") : "";
        return "  " + object.text("type") + ' ' + object.text("id") + ": " + error.text("type") + reason;
    }
}
