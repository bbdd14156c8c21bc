// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of explanations, as {@code docs/explain.md} describes it. */
public final class ExplanationJson {

    private ExplanationJson() {}

    /** Writes an explanation as one object. */
    public static void write(JsonGenerator out, Anomaly stored, Explanation explanation) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", stored.id());
        out.writeStringField("outcome", ExplanationText.outcome(explanation));
        out.writeArrayFieldStart("sentences");
        for (String sentence : ExplanationText.sentences(stored, explanation)) {
            out.writeString(sentence);
        }
        out.writeEndArray();
        out.writeFieldName("stored");
        AnomalyJson.write(out, stored);
        writeDifferences(out, explanation instanceof Explanation.Differs differs ? differs.differences() : List.of());
        writeRecomputed(out, evidence(explanation));
        out.writeEndObject();
    }

    private static @Nullable Evidence evidence(Explanation explanation) {
        if (explanation instanceof Explanation.Agrees agrees) {
            return agrees.evidence();
        }
        return explanation instanceof Explanation.Differs differs ? differs.evidence() : null;
    }

    private static void writeDifferences(JsonGenerator out, List<Difference> differences) throws IOException {
        out.writeArrayFieldStart("differences");
        for (Difference difference : differences) {
            out.writeStartObject();
            out.writeStringField("field", difference.field());
            out.writeStringField("stored", difference.stored());
            out.writeStringField("recomputed", difference.recomputed());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeRecomputed(JsonGenerator out, @Nullable Evidence evidence) throws IOException {
        out.writeFieldName("recomputed");
        if (evidence == null) {
            out.writeNull();
            return;
        }
        RawReading reading = evidence.reading();
        out.writeStartObject();
        out.writeStringField("verdict", evidence.verdict());
        out.writeNumberField("time", reading.time());
        out.writeNumberField("value", reading.value());
        out.writeNumberField("received", reading.received());
        out.writeNumberField("partition", reading.partition());
        out.writeNumberField("firstOffset", evidence.firstOffset());
        out.writeNumberField("lastOffset", reading.offset());
        out.writeNumberField("read", evidence.read());
        writeJudgedBy(out, evidence.judgedBy());
        out.writeEndObject();
    }

    private static void writeJudgedBy(JsonGenerator out, Evidence.@Nullable JudgedBy by) throws IOException {
        if (by == null) {
            out.writeNullField("baseline");
            return;
        }
        Json.optionalNumber(out, "sigmas", by.sigmas());
        out.writeNumberField("lower", by.lower());
        out.writeNumberField("upper", by.upper());
        out.writeNumberField("min", by.min());
        out.writeNumberField("max", by.max());
        out.writeFieldName("baseline");
        AnomalyJson.writeBaseline(
                out,
                new BaselineStats(
                        by.baseline().start(),
                        by.baseline().end(),
                        by.baseline().count(),
                        by.baseline().mean(),
                        by.baseline().std()));
        out.writeArrayFieldStart("readings");
        for (RawReading reading : by.readings()) {
            out.writeStartArray();
            RawReadingsJson.writeNumbers(out, reading);
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeNumberField("leftOut", by.leftOut());
    }
}
