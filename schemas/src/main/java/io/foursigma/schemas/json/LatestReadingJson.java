// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.VerdictName;
import java.io.IOException;

/** The JSON of a sensor's newest judged reading: in Redis, and on the wire to the page. */
public final class LatestReadingJson {

    private LatestReadingJson() {}

    /** Writes a newest reading as one object. */
    public static void write(JsonGenerator out, LatestReading reading) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "reading");
        out.writeStringField("sensor", reading.sensor());
        out.writeNumberField("time", reading.time());
        out.writeNumberField("value", reading.value());
        out.writeNumberField("partition", reading.partition());
        out.writeNumberField("offset", reading.offset());
        out.writeStringField("verdict", reading.verdict().wire());
        out.writeFieldName("baseline");
        AnomalyJson.writeBaseline(out, reading.baseline());
        out.writeEndObject();
    }

    /** The newest reading that the fields of an object stand for. @throws IOException if they are none */
    public static LatestReading read(JsonFields fields) throws IOException {
        return new LatestReading(
                fields.text("sensor"),
                fields.whole("time"),
                fields.number("value"),
                Math.toIntExact(fields.whole("partition")),
                fields.whole("offset"),
                VerdictName.ofWire(fields.text("verdict")),
                fields.has("baseline") ? AnomalyJson.readBaseline(fields.object("baseline")) : null);
    }
}
