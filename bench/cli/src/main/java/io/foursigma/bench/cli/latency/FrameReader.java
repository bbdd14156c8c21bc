// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.bench.workload.WorkloadRecord;
import io.foursigma.schemas.json.Json;
import java.io.IOException;

/** Reads the messages of the live stream, version 1: of each sensor where its newest reading lies. */
final class FrameReader {

    private static final int VERSION = 1;

    private FrameReader() {}

    /**
     * Reads one message.
     *
     * @param message the whole message
     * @param atMicros when it came
     * @param frames take what it shows
     * @throws IOException if it is no message of this version
     */
    static void read(String message, long atMicros, Frames frames) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(message)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if (field.equals("v") && in.getIntValue() != VERSION) {
                    throw new IOException(
                            "the relay speaks version " + in.getIntValue() + " of the live stream, not " + VERSION);
                }
                if (field.equals("sensors") && value == JsonToken.START_ARRAY) {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        readSensor(in, atMicros, frames);
                    }
                } else {
                    in.skipChildren();
                }
            }
        }
    }

    private static void readSensor(JsonParser in, long atMicros, Frames frames) throws IOException {
        int sensor = -1;
        long offset = -1;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            if (field.equals("sensor")) {
                sensor = WorkloadRecord.sensor(in.getText());
            } else if (field.equals("reading") && value == JsonToken.START_OBJECT) {
                offset = readOffset(in);
            } else {
                in.skipChildren();
            }
        }
        if (offset >= 0) {
            frames.show(atMicros, sensor, offset);
        }
    }

    private static long readOffset(JsonParser in) throws IOException {
        long offset = -1;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("offset")) {
                offset = in.getLongValue();
            } else {
                in.skipChildren();
            }
        }
        return offset;
    }
}
