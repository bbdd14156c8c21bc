// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON of anomalies: in Elasticsearch, in the topic {@code results}, on the wire to the page. */
public final class AnomalyJson {

    private AnomalyJson() {}

    /** Writes an anomaly as one object. */
    public static void write(JsonGenerator out, Anomaly anomaly) throws IOException {
        out.writeStartObject();
        writeFields(out, anomaly);
        out.writeEndObject();
    }

    /** Writes the fields of an anomaly into the object that is open. */
    public static void writeFields(JsonGenerator out, Anomaly anomaly) throws IOException {
        out.writeStringField("type", "anomaly");
        out.writeStringField("id", anomaly.id());
        out.writeStringField("sensor", anomaly.sensor());
        out.writeNumberField("time", anomaly.time());
        out.writeNumberField("value", anomaly.value());
        Json.optionalNumber(out, "sigmas", anomaly.sigmas());
        out.writeFieldName("baseline");
        writeBaseline(out, anomaly.baseline());
        out.writeObjectFieldStart("rule");
        out.writeNumberField("sigmas", anomaly.rule().sigmas());
        out.writeNumberField("minCount", anomaly.rule().minCount());
        out.writeNumberField("minStd", anomaly.rule().minStd());
        out.writeStringField("version", anomaly.rule().version());
        out.writeEndObject();
        out.writeObjectFieldStart("window");
        out.writeNumberField("start", anomaly.windowStart());
        out.writeNumberField("end", anomaly.windowEnd());
        out.writeEndObject();
        out.writeNumberField("received", anomaly.received());
        out.writeNumberField("judged", anomaly.judged());
        out.writeStringField("direction", anomaly.isAbove() ? "up" : "down");
        out.writeNumberField("low", anomaly.low());
        out.writeNumberField("high", anomaly.high());
        out.writeStringField("episode", anomaly.episode());
        out.writeFieldName("position");
        writePosition(out, anomaly.position());
    }

    /** Reads what {@link #write} wrote. @throws IOException if the bytes are no anomaly */
    public static Anomaly read(byte[] json) throws IOException {
        return read(JsonFields.read(json));
    }

    /** The anomaly that the fields of an object stand for. @throws IOException if they are no anomaly */
    public static Anomaly read(JsonFields fields) throws IOException {
        JsonFields rule = fields.object("rule");
        JsonFields window = fields.object("window");
        return new Anomaly(
                readPosition(fields.object("position")),
                fields.text("sensor"),
                fields.whole("time"),
                fields.number("value"),
                fields.optionalNumber("sigmas"),
                readBaseline(fields.object("baseline")),
                new Anomaly.Rule(
                        rule.number("sigmas"),
                        rule.whole("minCount"),
                        rule.number("minStd"),
                        rule.has("version") ? rule.text("version") : null),
                window.whole("start"),
                window.whole("end"),
                fields.whole("received"),
                fields.whole("judged"),
                fields.has("episode") ? fields.text("episode") : null);
    }

    static void writePosition(JsonGenerator out, Position position) throws IOException {
        out.writeStartObject();
        out.writeStringField("topicId", position.topicId());
        out.writeNumberField("partition", position.partition());
        out.writeNumberField("offset", position.offset());
        out.writeNumberField("index", position.index());
        out.writeEndObject();
    }

    static Position readPosition(JsonFields fields) throws IOException {
        return new Position(
                fields.text("topicId"),
                Math.toIntExact(fields.whole("partition")),
                fields.whole("offset"),
                Math.toIntExact(fields.whole("index")));
    }

    /** Writes a baseline as one object, or null where there is none. */
    public static void writeBaseline(JsonGenerator out, @Nullable BaselineStats baseline) throws IOException {
        if (baseline == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeNumberField("start", baseline.start());
        out.writeNumberField("end", baseline.end());
        out.writeNumberField("count", baseline.count());
        out.writeNumberField("mean", baseline.mean());
        out.writeNumberField("std", baseline.std());
        out.writeEndObject();
    }

    static BaselineStats readBaseline(JsonFields fields) throws IOException {
        return new BaselineStats(
                fields.whole("start"),
                fields.whole("end"),
                fields.whole("count"),
                fields.number("mean"),
                fields.number("std"));
    }
}
