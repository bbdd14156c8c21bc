// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.SensorStats;
import java.io.IOException;

/** The JSON of running statistics: in the topic {@code results}, and on the wire to the page. */
public final class SensorStatsJson {

    private SensorStatsJson() {}

    /** Writes running statistics as one object. */
    public static void write(JsonGenerator out, SensorStats stats) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "stats");
        out.writeStringField("sensor", stats.sensor());
        out.writeNumberField("count", stats.count());
        out.writeNumberField("mean", stats.mean());
        out.writeNumberField("std", stats.std());
        Json.optionalNumber(out, "sampleStd", stats.sampleStd());
        out.writeNumberField("min", stats.min());
        out.writeNumberField("max", stats.max());
        out.writeNumberField("lastValue", stats.lastValue());
        out.writeNumberField("lastTime", stats.lastTime());
        out.writeEndObject();
    }

    /** The running statistics that the fields of an object stand for. @throws IOException if they are none */
    public static SensorStats read(JsonFields fields) throws IOException {
        return new SensorStats(
                fields.text("sensor"),
                fields.whole("count"),
                fields.number("mean"),
                fields.number("std"),
                fields.optionalNumber("sampleStd"),
                fields.number("min"),
                fields.number("max"),
                fields.number("lastValue"),
                fields.whole("lastTime"));
    }
}
