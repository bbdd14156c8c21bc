// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.LatestReadingJson;
import io.foursigma.schemas.json.SensorStatsJson;
import io.foursigma.stores.PolicyReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of the answers, as {@code docs/http-api.md} describes them. */
final class ApiJson {

    private ApiJson() {}

    static byte[] health(Health health) {
        return Json.bytes(out -> write(out, health));
    }

    static byte[] sensors(List<LatestSensor> sensors) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("sensors");
            for (LatestSensor sensor : sensors) {
                write(out, sensor);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    static byte[] sensor(LatestSensor sensor) {
        return Json.bytes(out -> write(out, sensor));
    }

    static byte[] anomalies(List<Anomaly> anomalies, @Nullable String next, PolicyBoard policies) {
        return Json.bytes(out -> {
            out.writeStartObject();
            write(out, anomalies, policies);
            out.writeStringField("next", next);
            out.writeEndObject();
        });
    }

    /** Writes anomalies, and which of them somebody has seen, as two fields of the object that is open. */
    static void write(JsonGenerator out, List<Anomaly> anomalies, PolicyBoard policies) throws IOException {
        out.writeArrayFieldStart("anomalies");
        for (Anomaly anomaly : anomalies) {
            AnomalyJson.write(out, anomaly);
        }
        out.writeEndArray();
        List<String> ids = anomalies.stream().map(Anomaly::id).toList();
        PolicyLiveJson.write(out, "acknowledgements", policies.acknowledgements(PolicyKey.Kind.ANOMALY, ids));
    }

    static byte[] anomaly(Anomaly anomaly, PolicyBoard policies) {
        PolicyReader.Entry acknowledgement = policies.find(PolicyKey.anomaly(anomaly.id()));
        return Json.bytes(out -> {
            out.writeStartObject();
            AnomalyJson.writeFields(out, anomaly);
            PolicyLiveJson.write(out, "acknowledgement", acknowledgement);
            out.writeEndObject();
        });
    }

    /** Writes health as one object. */
    static void write(JsonGenerator out, Health health) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", status(health.up()));
        out.writeArrayFieldStart("components");
        for (Health.Component component : health.components()) {
            out.writeStartObject();
            out.writeStringField("name", component.name());
            out.writeStringField("status", status(component.up()));
            out.writeNumberField("since", component.since());
            out.writeStringField("reason", component.problem());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Writes the fields of a sensor's latest values into the object that is open. */
    static void writeFields(JsonGenerator out, LatestSensor sensor) throws IOException {
        LatestReading reading = sensor.reading();
        SensorStats stats = sensor.stats();
        out.writeStringField("sensor", sensor.sensor());
        out.writeFieldName("reading");
        if (reading == null) {
            out.writeNull();
        } else {
            LatestReadingJson.write(out, reading);
        }
        out.writeFieldName("stats");
        if (stats == null) {
            out.writeNull();
        } else {
            SensorStatsJson.write(out, stats);
        }
    }

    private static void write(JsonGenerator out, LatestSensor sensor) throws IOException {
        out.writeStartObject();
        writeFields(out, sensor);
        out.writeEndObject();
    }

    private static String status(boolean up) {
        return up ? "up" : "down";
    }
}
