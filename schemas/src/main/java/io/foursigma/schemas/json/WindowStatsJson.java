// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.WindowStats;
import java.io.IOException;

/** The JSON of published windows: in Elasticsearch. */
public final class WindowStatsJson {

    private WindowStatsJson() {}

    /** Writes a window as one object. */
    public static void write(JsonGenerator out, WindowStats window) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "window");
        out.writeStringField("id", window.id());
        out.writeStringField("sensor", window.sensor());
        out.writeNumberField("start", window.start());
        out.writeNumberField("end", window.end());
        out.writeNumberField("revision", window.revision());
        out.writeNumberField("count", window.count());
        out.writeNumberField("mean", window.mean());
        out.writeNumberField("std", window.std());
        Json.optionalNumber(out, "sampleStd", window.sampleStd());
        out.writeNumberField("min", window.min());
        out.writeNumberField("max", window.max());
        out.writeFieldName("baseline");
        AnomalyJson.writeBaseline(out, window.baseline());
        out.writeEndObject();
    }

    /** The window that the fields of an object stand for. @throws IOException if they are no window */
    public static WindowStats read(JsonFields fields) throws IOException {
        return new WindowStats(
                fields.text("sensor"),
                fields.whole("start"),
                fields.whole("end"),
                fields.whole("revision"),
                fields.whole("count"),
                fields.number("mean"),
                fields.number("std"),
                fields.optionalNumber("sampleStd"),
                fields.number("min"),
                fields.number("max"),
                fields.has("baseline") ? AnomalyJson.readBaseline(fields.object("baseline")) : null);
    }
}
