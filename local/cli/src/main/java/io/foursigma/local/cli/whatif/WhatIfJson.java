// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** A replay as JSON, the same figures as {@link WhatIfText} and each sensor's. */
final class WhatIfJson {

    private WhatIfJson() {}

    static void write(JsonGenerator out, Replayed replayed) throws IOException {
        Asked asked = replayed.asked();
        out.writeStartObject();
        out.writeStringField("source", replayed.source());
        bound(out, "from", asked.from(), Long.MIN_VALUE);
        bound(out, "to", asked.to(), Long.MAX_VALUE);
        out.writeNumberField("readings", replayed.counts().readings());
        out.writeNumberField("deadLetters", replayed.counts().deadLetters());
        out.writeNumberField("sensors", replayed.findings().sensors());
        out.writeNumberField("tookMillis", replayed.took().toMillis());
        out.writeArrayFieldStart("notes");
        for (String note : replayed.notes()) {
            out.writeString(note);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("leftOut");
        for (String sensor : replayed.findings().leftOut()) {
            out.writeString(sensor);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("settings");
        for (Total total : replayed.findings().totals()) {
            total(out, replayed, total);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void bound(JsonGenerator out, String name, long time, long none) throws IOException {
        if (time == none) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, time);
        }
    }

    private static void total(JsonGenerator out, Replayed replayed, Total total) throws IOException {
        out.writeStartObject();
        out.writeNumberField("sigmas", total.variant().sigmas());
        out.writeNumberField("windowMillis", total.variant().windowMillis());
        out.writeBooleanField("inForce", replayed.isInForce(total));
        out.writeNumberField("judged", total.judged());
        out.writeNumberField("learning", total.learning());
        out.writeNumberField("late", total.late());
        out.writeNumberField("anomalies", total.anomalies());
        out.writeNumberField("episodes", total.episodes());
        if (replayed.asked().labels().isPresent()) {
            score(out, total.score());
        }
        timeline(out, replayed.findings(), total);
        out.writeArrayFieldStart("concerned");
        for (Map.Entry<String, Total.Concerned> sensor : total.concerned().entrySet()) {
            out.writeStartObject();
            out.writeStringField("sensor", sensor.getKey());
            out.writeNumberField("anomalies", sensor.getValue().anomalies());
            out.writeNumberField("episodes", sensor.getValue().episodes());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void score(JsonGenerator out, Total.Score score) throws IOException {
        out.writeObjectFieldStart("labels");
        out.writeNumberField("spans", score.spans());
        out.writeNumberField("hit", score.hit());
        out.writeNumberField("falseAlarms", score.falseAlarms());
        out.writeEndObject();
    }

    private static void timeline(JsonGenerator out, Findings findings, Total total) throws IOException {
        out.writeObjectFieldStart("timeline");
        out.writeNumberField("start", findings.axis().start());
        out.writeNumberField("columnMillis", findings.axis().widthMillis());
        out.writeArrayFieldStart("anomalies");
        for (long count : findings.columns(total)) {
            out.writeNumber(count);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
