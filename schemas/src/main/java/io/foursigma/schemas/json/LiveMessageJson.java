// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of an announcement on Redis's channel: {@code {"sensors":[{"reading":...,"stats":...}],"anomalies":[...]}}.
 * A half of a sensor that is not known is left out.
 */
public final class LiveMessageJson {

    private LiveMessageJson() {}

    /**
     * An announcement.
     *
     * @param sensors the values that have changed
     * @param anomalies the anomalies that have been found
     */
    public record LiveMessage(List<LatestSensor> sensors, List<Anomaly> anomalies) {

        /** Copies the lists. */
        public LiveMessage {
            sensors = List.copyOf(sensors);
            anomalies = List.copyOf(anomalies);
        }
    }

    /** Writes an announcement as one object. */
    public static void write(JsonGenerator out, LiveMessage message) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("sensors");
        for (LatestSensor sensor : message.sensors()) {
            writeSensor(out, sensor);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("anomalies");
        for (Anomaly anomaly : message.anomalies()) {
            AnomalyJson.write(out, anomaly);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Reads what {@link #write} wrote; fields of other names are passed over. @throws IOException if it is nothing such */
    public static LiveMessage read(byte[] json) throws IOException {
        List<LatestSensor> sensors = new ArrayList<>();
        List<Anomaly> anomalies = new ArrayList<>();
        try (JsonParser in = Json.FACTORY.createParser(json)) {
            expect(in.nextToken(), JsonToken.START_OBJECT);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "sensors" -> readArray(in, fields -> sensors.add(readSensor(fields)));
                    case "anomalies" -> readArray(in, fields -> anomalies.add(AnomalyJson.read(fields)));
                    default -> in.skipChildren();
                }
            }
        }
        return new LiveMessage(sensors, anomalies);
    }

    @FunctionalInterface
    private interface Element {
        void take(JsonFields fields) throws IOException;
    }

    private static void readArray(JsonParser in, Element element) throws IOException {
        expect(in.currentToken(), JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            element.take(JsonFields.read(in));
        }
    }

    private static void writeSensor(JsonGenerator out, LatestSensor sensor) throws IOException {
        out.writeStartObject();
        if (sensor.reading() != null) {
            out.writeFieldName("reading");
            LatestReadingJson.write(out, sensor.reading());
        }
        if (sensor.stats() != null) {
            out.writeFieldName("stats");
            SensorStatsJson.write(out, sensor.stats());
        }
        out.writeEndObject();
    }

    private static LatestSensor readSensor(JsonFields fields) throws IOException {
        LatestReading reading = fields.has("reading") ? LatestReadingJson.read(fields.object("reading")) : null;
        SensorStats stats = fields.has("stats") ? SensorStatsJson.read(fields.object("stats")) : null;
        if (reading != null) {
            return new LatestSensor(reading.sensor(), reading, stats);
        }
        if (stats != null) {
            return new LatestSensor(stats.sensor(), null, stats);
        }
        throw new IOException("a sensor has neither a reading nor statistics");
    }

    private static void expect(JsonToken actual, JsonToken expected) throws IOException {
        if (actual != expected) {
            throw new IOException(expected + " is expected, but this is " + actual);
        }
    }
}
