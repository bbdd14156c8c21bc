// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What pages ask for, as {@code docs/live-protocol.md} describes it. */
final class LiveRequest {

    /** A page shows a screenful at a time. */
    static final int MOST_SENSORS = 200;

    private LiveRequest() {}

    /**
     * How a page opens the stream.
     *
     * @param overview whether it wants every sensor in brief, and in full only those that it subscribes to
     * @param since the greatest time of judging of the anomalies that it knows, epoch milliseconds; null if it knows none
     */
    record Opening(boolean overview, @Nullable Long since) {

        /** Reads the query of the request. @throws IllegalArgumentException with what is wrong with it */
        static Opening of(Map<String, List<String>> query) {
            boolean overview = false;
            Long since = null;
            for (var parameter : query.entrySet()) {
                String value = parameter.getValue().get(0);
                switch (parameter.getKey()) {
                    case "sensors" -> {
                        if (!value.equals("subscribed") && !value.equals("all")) {
                            throw new IllegalArgumentException("'sensors' is 'subscribed' or 'all'");
                        }
                        overview = value.equals("subscribed");
                    }
                    case "since" -> {
                        if (!value.matches("-?\\d{1,18}")) {
                            throw new IllegalArgumentException("'since' is epoch milliseconds");
                        }
                        since = Long.parseLong(value);
                    }
                    default -> throw new IllegalArgumentException("the parameters are 'sensors' and 'since'");
                }
            }
            return new Opening(overview, since);
        }
    }

    /**
     * Reads a message of a page: which sensors it wants in full from now on.
     *
     * @throws IOException with what is wrong with it, in words that fit into the reason of a close frame
     */
    static Set<String> subscription(String message) throws IOException {
        try {
            return parse(message);
        } catch (JsonProcessingException none) {
            throw new IOException("a message is a JSON object", none);
        }
    }

    private static Set<String> parse(String message) throws IOException {
        Set<String> sensors = null;
        String type = "";
        try (JsonParser in = Json.FACTORY.createParser(message)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a message is a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                if (field.equals("type")) {
                    type = in.getText();
                } else if (field.equals("sensors")) {
                    sensors = names(in);
                } else {
                    in.skipChildren();
                }
            }
        }
        if (!type.equals("subscribe") || sensors == null) {
            throw new IOException("a message has the type 'subscribe' and the names 'sensors'");
        }
        return sensors;
    }

    private static Set<String> names(JsonParser in) throws IOException {
        Set<String> names = new TreeSet<>();
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("'sensors' is an array of names");
        }
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            names.add(in.getText());
        }
        if (in.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException("'sensors' is an array of names");
        }
        if (names.size() > MOST_SENSORS) {
            throw new IOException("at most " + MOST_SENSORS + " sensors can be subscribed to, not " + names.size());
        }
        return names;
    }
}
