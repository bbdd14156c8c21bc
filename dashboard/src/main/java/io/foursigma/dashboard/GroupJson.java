// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.json.Json;
import io.foursigma.stores.groups.MergedStats;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of groups of sensors, as {@code docs/http-api.md} describes it. */
final class GroupJson {

    private GroupJson() {}

    /**
     * The answer to a request for groups.
     *
     * @param group the one that was asked for
     * @param page some of those in it
     * @param next the cursor of the page behind it, null if there is none
     * @param problem why the numbers may be old, null if they are not
     */
    static byte[] groups(SensorGroup group, List<SensorGroup> page, @Nullable String next, @Nullable String problem) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeFieldName("group");
            write(out, group);
            out.writeArrayFieldStart("groups");
            for (SensorGroup inside : page) {
                write(out, inside);
            }
            out.writeEndArray();
            out.writeStringField("next", next);
            out.writeStringField("problem", problem);
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, SensorGroup group) throws IOException {
        out.writeStartObject();
        out.writeStringField("prefix", group.prefix());
        out.writeNumberField("sensors", group.sensors());
        out.writeNumberField("groups", group.groups());
        out.writeBooleanField("mixedUnits", group.mixedUnits());
        out.writeArrayFieldStart("statistics");
        for (SensorGroup.OfUnit line : group.statistics()) {
            write(out, line);
        }
        out.writeEndArray();
        out.writeStringField("state", group.worst().wire());
        out.writeObjectFieldStart("states");
        for (Attention state : Attention.values()) {
            out.writeNumberField(state.wire(), group.states().getOrDefault(state, 0));
        }
        out.writeEndObject();
        out.writeFieldName("time");
        Long time = group.time();
        if (time == null) {
            out.writeNull();
        } else {
            out.writeNumber(time);
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, SensorGroup.OfUnit line) throws IOException {
        MergedStats merged = line.merged();
        out.writeStartObject();
        out.writeStringField("unit", line.unit());
        out.writeNumberField("sensors", merged.sensors());
        out.writeNumberField("count", merged.count());
        out.writeNumberField("mean", merged.mean());
        out.writeNumberField("std", merged.std());
        Json.optionalNumber(out, "sampleStd", merged.sampleStd());
        out.writeNumberField("min", merged.min());
        out.writeNumberField("max", merged.max());
        out.writeEndObject();
    }
}
