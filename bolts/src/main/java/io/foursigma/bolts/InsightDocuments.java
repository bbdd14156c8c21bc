// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.order.Repetition;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.WindowStatsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Anomalies, episodes and published windows as they are stored: {@code {"anomaly": ...}}, {@code {"episode": ...}}, or a window with the position of the
 * reading that published it, {@code {"window": ..., "cause": ...}}. Every number comes back bit for bit.
 */
final class InsightDocuments implements Repetition.Stored<JudgedSensor, WindowLogic.Output> {

    static final InsightDocuments FORM = new InsightDocuments();

    private InsightDocuments() {}

    @Override
    public String document(WindowLogic.Output output) {
        return Json.text(out -> {
            out.writeStartObject();
            if (output instanceof WindowLogic.Output.Found found) {
                out.writeFieldName("anomaly");
                AnomalyJson.write(out, found.anomaly());
            } else if (output instanceof WindowLogic.Output.Changed changed) {
                out.writeFieldName("episode");
                EpisodeJson.write(out, changed.episode());
            } else if (output instanceof WindowLogic.Output.Window window) {
                out.writeFieldName("window");
                WindowStatsJson.write(out, window.closed().window());
                Position cause = Objects.requireNonNull(window.closed().cause(), "an output has a cause");
                out.writeObjectFieldStart("cause");
                out.writeStringField("topicId", cause.topicId());
                out.writeNumberField("partition", cause.partition());
                out.writeNumberField("offset", cause.offset());
                out.writeNumberField("index", cause.index());
                out.writeEndObject();
            }
            out.writeEndObject();
        });
    }

    @Override
    public WindowLogic.Output output(String document) {
        try {
            JsonFields fields = JsonFields.read(document.getBytes(StandardCharsets.UTF_8));
            if (fields.has("anomaly")) {
                return new WindowLogic.Output.Found(AnomalyJson.read(fields.object("anomaly")));
            }
            if (fields.has("episode")) {
                return new WindowLogic.Output.Changed(EpisodeJson.read(fields.object("episode")));
            }
            JsonFields cause = fields.object("cause");
            Position position = new Position(
                    cause.text("topicId"),
                    Math.toIntExact(cause.whole("partition")),
                    cause.whole("offset"),
                    Math.toIntExact(cause.whole("index")));
            return new WindowLogic.Output.Window(
                    new Insights.ClosedWindow(position, WindowStatsJson.read(fields.object("window"))));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored output is no insight: " + document, e);
        }
    }
}
