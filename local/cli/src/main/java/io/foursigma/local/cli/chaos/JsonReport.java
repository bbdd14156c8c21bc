// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for programs. Times in milliseconds, sizes in bytes. */
final class JsonReport {

    private JsonReport() {}

    static byte[] of(ChaosReport report) {
        return Json.bytes(out -> {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            out.writeStartObject();
            head(out, report);
            out.writeArrayFieldStart("checks");
            for (Check check : report.checks()) {
                check(out, check);
            }
            out.writeEndArray();
            out.writeObjectFieldStart("medianRecoveryMillis");
            for (Map.Entry<String, Duration> median : report.medians().entrySet()) {
                out.writeNumberField(median.getKey(), median.getValue().toMillis());
            }
            out.writeEndObject();
            out.writeArrayFieldStart("faults");
            for (FaultOutcome outcome : report.faults()) {
                fault(out, outcome);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void head(JsonGenerator out, ChaosReport report) throws IOException {
        out.writeBooleanField("passed", report.passed());
        out.writeNumberField("seed", report.plan().seed());
        out.writeNumberField("kills", report.plan().kills());
        out.writeNumberField("published", report.published());
        out.writeNumberField("recordsPerSecond", report.plan().perSecond());
        out.writeNumberField("sensors", report.plan().sensors());
        out.writeNumberField("replays", report.replays());
        out.writeStringField("start", report.start().toString());
        out.writeNumberField("tookMillis", report.took().toMillis());
        out.writeStringField("machine", report.machine());
        out.writeNumberField("workerBytes", report.workerBytes());
        out.writeNumberField("workerLimitBytes", MemoryWatch.LIMIT_BYTES);
        out.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : report.settings().entrySet()) {
            out.writeStringField(setting.getKey(), setting.getValue());
        }
        out.writeEndObject();
    }

    private static void check(JsonGenerator out, Check check) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", check.name());
        out.writeNumberField("compared", check.compared());
        out.writeNumberField("different", check.different());
        out.writeArrayFieldStart("examples");
        for (String example : check.examples()) {
            out.writeString(example);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void fault(JsonGenerator out, FaultOutcome outcome) throws IOException {
        out.writeStartObject();
        out.writeStringField("at", outcome.at().toString());
        out.writeStringField("kind", outcome.fault().kind());
        out.writeStringField("target", outcome.fault().target());
        out.writeBooleanField("overlapping", outcome.overlapping());
        out.writeNumberField("inFlight", outcome.inFlight());
        millis(out, "recoveryMillis", outcome.recovery());
        out.writeNumberField("replays", outcome.replays());
        out.writeNumberField("workerBytes", outcome.workerBytes());
        out.writeEndObject();
    }

    private static void millis(JsonGenerator out, String field, @Nullable Duration time) throws IOException {
        out.writeFieldName(field);
        if (time == null) {
            out.writeNull();
        } else {
            out.writeNumber(time.toMillis());
        }
    }
}
