// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.json.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a JSON message, gathered: they are handed over when the whole message was seen to be one, or none of them.
 */
final class JsonItems {

    /** Reads the elements of a message: one, or those of an array. */
    interface ElementReader {
        /**
         * Reads the element that the parser stands on, to its end.
         *
         * @throws IOException if it is no JSON
         * @throws MalformedMessageException if no element of the message can be trusted
         */
        void read(JsonParser in, JsonItems items) throws IOException, MalformedMessageException;
    }

    /** The message as a whole is refused; the message of this says why. */
    static final class MalformedMessageException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedMessageException(String reason) {
            super(reason);
        }
    }

    /** An item, and where its element stands. */
    private static final class Item {
        private final @Nullable String sensor;
        private final long time;
        private final double value;
        private final @Nullable String problem;
        private int from;
        private int to;

        private Item(@Nullable String sensor, long time, double value, @Nullable String problem) {
            this.sensor = sensor;
            this.time = time;
            this.value = value;
            this.problem = problem;
        }
    }

    private final int mostItems;
    private final List<Item> items = new ArrayList<>();

    private JsonItems(int mostItems) {
        this.mostItems = mostItems;
    }

    /** Reads a message and hands its items to the sink; their places are counted from 0. */
    static void read(byte[] payload, boolean arrayOnly, ElementReader reader, ReadingSink sink) {
        JsonItems items = new JsonItems(sink.mostItems());
        String problem;
        try (JsonParser in = Json.FACTORY.createParser(payload)) {
            problem = items.readAll(in, arrayOnly, reader);
        } catch (MalformedMessageException e) {
            problem = String.valueOf(e.getMessage());
        } catch (IOException e) {
            problem = "no JSON: " + Json.firstLine(e);
        }
        if (problem == null && !Utf8.is(payload)) {
            problem = Utf8.NONE;
        }
        if (problem == null && items.items.isEmpty()) {
            problem = "no reading in it";
        }
        if (problem == null) {
            items.handOver(payload, sink);
        } else {
            sink.malformed(0, problem, payload);
        }
    }

    /** Takes a value of the element under way; a name or a value that no reading may have makes it a malformed item. */
    void value(String sensor, long time, double value) {
        String problem = Reading.sensorProblem(sensor);
        if (problem == null && !Double.isFinite(value)) {
            problem = "the value is not finite: " + value;
        }
        add(new Item(sensor, time, value, problem));
    }

    /** Takes a malformed item of the element under way. */
    void malformed(String reason) {
        add(new Item(null, 0, 0, reason));
    }

    /** Keeps what the sink takes, and one more, by which it sees that there are more. */
    private void add(Item item) {
        if (items.size() <= mostItems) {
            items.add(item);
        }
    }

    private @Nullable String readAll(JsonParser in, boolean arrayOnly, ElementReader reader)
            throws IOException, MalformedMessageException {
        JsonToken first = in.nextToken();
        if (first == null) {
            return "nothing in it";
        }
        if (first == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                readElement(in, reader);
            }
        } else if (arrayOnly) {
            return "the message is no JSON array";
        } else {
            readElement(in, reader);
        }
        return in.nextToken() == null ? null : "something follows the JSON value";
    }

    private void readElement(JsonParser in, ElementReader reader) throws IOException, MalformedMessageException {
        int from = offset(in.currentTokenLocation());
        int first = items.size();
        if (in.currentToken() == JsonToken.START_OBJECT) {
            reader.read(in, this);
        } else {
            malformed("an element is an object, but this is none");
            in.skipChildren();
            in.finishToken();
        }
        for (Item item : items.subList(first, items.size())) {
            item.from = from;
            item.to = offset(in.currentLocation());
        }
    }

    private static int offset(JsonLocation location) {
        return (int) location.getByteOffset();
    }

    private void handOver(byte[] payload, ReadingSink sink) {
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            String problem = item.problem == null ? sink.problem(item.time) : item.problem;
            if (item.sensor != null && problem == null) {
                sink.reading(index, item.sensor, item.time, item.value);
            } else {
                sink.malformed(index, String.valueOf(problem), Arrays.copyOfRange(payload, item.from, item.to));
            }
        }
    }
}
