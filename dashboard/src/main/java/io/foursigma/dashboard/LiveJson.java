// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.util.List;

/** The messages to the page, as {@code docs/live-protocol.md} describes them. */
final class LiveJson {

    /** The version of the protocol. A page that does not know it must not guess. */
    static final int VERSION = 1;

    private LiveJson() {}

    static String snapshot(
            long now,
            Anomaly.Rule rule,
            Health health,
            List<SensorView> sensors,
            boolean inBrief,
            List<Anomaly> anomalies,
            List<Episode> episodes,
            PolicyBoard policies) {
        return message("snapshot", now, out -> {
            out.writeObjectFieldStart("rule");
            out.writeNumberField("sigmas", rule.sigmas());
            out.writeNumberField("minCount", rule.minCount());
            out.writeNumberField("minStd", rule.minStd());
            out.writeEndObject();
            out.writeFieldName("health");
            ApiJson.write(out, health);
            if (inBrief) {
                writeInBrief(out, sensors);
            } else {
                write(out, sensors);
            }
            ApiJson.write(out, anomalies, policies);
            EpisodeLiveJson.write(out, episodes, "episodeAcknowledgements", policies);
            PolicyLiveJson.write(out, "policies", policies.sensors());
        });
    }

    static String overview(long now, List<SensorView> sensors) {
        return message("overview", now, out -> writeInBrief(out, sensors));
    }

    static String update(long now, List<SensorView> sensors) {
        return message("update", now, out -> write(out, sensors));
    }

    static String anomalies(long now, AnomalyBoard.Arrivals arrivals, PolicyBoard policies) {
        return message("anomalies", now, out -> {
            ApiJson.write(out, arrivals.anomalies(), policies);
            out.writeNumberField("missed", arrivals.missed());
        });
    }

    static String backlog(long now, Backlog.Piece<Anomaly> piece, PolicyBoard policies) {
        return message("backlog", now, out -> {
            ApiJson.write(out, piece.judged(), policies);
            out.writeBooleanField("last", piece.last());
            out.writeBooleanField("cut", piece.cut());
        });
    }

    static String health(long now, Health health) {
        return message("health", now, out -> {
            out.writeFieldName("health");
            ApiJson.write(out, health);
        });
    }

    static String heartbeat(long now) {
        return message("heartbeat", now, out -> {});
    }

    static String message(String type, long now, Json.Writer fields) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeNumberField("v", VERSION);
            out.writeStringField("type", type);
            out.writeNumberField("time", now);
            fields.write(out);
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, List<SensorView> sensors) throws IOException {
        out.writeArrayFieldStart("sensors");
        for (SensorView sensor : sensors) {
            out.writeStartObject();
            ApiJson.writeFields(out, sensor.latest());
            out.writeNumberField("heard", sensor.heard());
            out.writeFieldName("interval");
            Json.number(out, sensor.interval());
            out.writeArrayFieldStart("points");
            for (Point point : sensor.points()) {
                write(out, point);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeInBrief(JsonGenerator out, List<SensorView> sensors) throws IOException {
        out.writeArrayFieldStart("overview");
        for (SensorView sensor : sensors) {
            writeInBrief(out, sensor);
        }
        out.writeEndArray();
    }

    /** An array for the same reason as a point; a page that looks on gets one of each sensor every second. */
    private static void writeInBrief(JsonGenerator out, SensorView sensor) throws IOException {
        SensorView.Newest newest = sensor.newest();
        LatestReading reading = sensor.latest().reading();
        SensorStats stats = sensor.latest().stats();
        out.writeStartArray();
        out.writeString(sensor.latest().sensor());
        out.writeNumber(newest.time());
        out.writeNumber(newest.value());
        out.writeString(reading == null ? null : reading.verdict().wire());
        out.writeNumber(stats == null ? 0 : stats.count());
        Json.number(out, stats == null ? null : stats.mean());
        Json.number(out, stats == null ? null : stats.std());
        out.writeNumber(sensor.heard());
        Json.number(out, sensor.interval());
        out.writeEndArray();
    }

    /** An array, not an object: points are most of what is sent, and their names would be most of that. */
    private static void write(JsonGenerator out, Point point) throws IOException {
        BaselineStats baseline = point.baseline();
        out.writeStartArray();
        out.writeNumber(point.time());
        out.writeNumber(point.partition());
        out.writeNumber(point.offset());
        out.writeNumber(point.value());
        out.writeString(point.verdict().wire());
        Json.number(out, point.mean());
        Json.number(out, baseline == null ? null : baseline.mean());
        Json.number(out, baseline == null ? null : baseline.std());
        out.writeEndArray();
    }
}
