// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
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

    /**
     * Announcements of bounded size: the subscribers have buffers that Redis bounds, too.
     *
     * @param sensors the values that have changed, as they were written before
     * @param anomalies the anomalies that have been found
     * @param maxBytes no announcement is longer, unless it is of one sensor or anomaly alone
     * @return one, or as many as are needed, in order; none if there is nothing to announce
     */
    public static List<byte[]> write(Collection<LatestJson> sensors, Collection<Anomaly> anomalies, int maxBytes) {
        LiveMessageWriter messages = new LiveMessageWriter(maxBytes);
        sensors.forEach(sensor -> messages.addSensor(sensor.object()));
        anomalies.forEach(anomaly -> messages.addAnomaly(Json.text(out -> AnomalyJson.write(out, anomaly))));
        return messages.end();
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
