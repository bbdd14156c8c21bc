// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Acknowledgement;
import io.foursigma.schemas.EpisodeAcknowledgement;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.Policy;
import io.foursigma.schemas.SensorPolicy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON of policies: in the topic {@code policies}, in answers, on the wire to the page. */
public final class PolicyJson {

    private static final int VERSION = 1;
    private static final String SENSOR = "sensor";
    private static final String ACKNOWLEDGEMENT = "acknowledgement";
    private static final String EPISODE_ACKNOWLEDGEMENT = "episode-acknowledgement";

    private PolicyJson() {}

    /** Writes a policy as one object. */
    public static void write(JsonGenerator out, Policy policy) throws IOException {
        out.writeStartObject();
        writeFields(out, policy);
        out.writeEndObject();
    }

    /** Writes the fields of a policy into the object that is open. */
    public static void writeFields(JsonGenerator out, Policy policy) throws IOException {
        out.writeNumberField("v", VERSION);
        if (policy instanceof SensorPolicy sensor) {
            out.writeStringField("type", SENSOR);
            out.writeStringField("sensor", sensor.sensor());
            out.writeStringField("unit", sensor.unit());
            Limits limits = sensor.limits();
            Json.optionalNumber(out, "alarmLow", limits.alarmLow());
            Json.optionalNumber(out, "warnLow", limits.warnLow());
            Json.optionalNumber(out, "warnHigh", limits.warnHigh());
            Json.optionalNumber(out, "alarmHigh", limits.alarmHigh());
        } else if (policy instanceof Acknowledgement acknowledgement) {
            out.writeStringField("type", ACKNOWLEDGEMENT);
            out.writeStringField("anomaly", acknowledgement.anomaly());
            out.writeStringField("note", acknowledgement.note());
        } else if (policy instanceof EpisodeAcknowledgement acknowledgement) {
            out.writeStringField("type", EPISODE_ACKNOWLEDGEMENT);
            out.writeStringField("episode", acknowledgement.episode());
            out.writeStringField("note", acknowledgement.note());
        }
        out.writeStringField("by", policy.by());
        out.writeNumberField("at", policy.at());
    }

    /** Reads what {@link #write} wrote. @throws IOException if the bytes are no policy, or one of another version */
    public static Policy read(byte[] json) throws IOException {
        JsonFields fields = JsonFields.read(json);
        long version = fields.whole("v");
        if (version != VERSION) {
            throw new IOException("its version is " + version + "; this program knows " + VERSION);
        }
        String type = fields.text("type");
        try {
            return switch (type) {
                case SENSOR ->
                    new SensorPolicy(
                            fields.text("sensor"),
                            optionalText(fields, "unit"),
                            new Limits(
                                    fields.optionalNumber("alarmLow"),
                                    fields.optionalNumber("warnLow"),
                                    fields.optionalNumber("warnHigh"),
                                    fields.optionalNumber("alarmHigh")),
                            fields.text("by"),
                            fields.whole("at"));
                case ACKNOWLEDGEMENT ->
                    new Acknowledgement(
                            fields.text("anomaly"),
                            fields.text("by"),
                            fields.whole("at"),
                            optionalText(fields, "note"));
                case EPISODE_ACKNOWLEDGEMENT ->
                    new EpisodeAcknowledgement(
                            fields.text("episode"),
                            fields.text("by"),
                            fields.whole("at"),
                            optionalText(fields, "note"));
                default -> throw new IOException("its type '" + type + "' is not known");
            };
        } catch (IllegalArgumentException outOfRange) {
            throw new IOException(outOfRange.getMessage(), outOfRange);
        }
    }

    private static @Nullable String optionalText(JsonFields fields, String name) throws IOException {
        return fields.has(name) ? fields.text(name) : null;
    }
}
