// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came out, for people and for programs.
 *
 * @param machine what it ran on
 * @param jvm flags of the topology's JVM
 * @param settings of the topology and the relay, beside the defaults
 * @param seed of the values
 * @param delays one per rate
 */
record DelayReport(String machine, String jvm, Map<String, String> settings, long seed, List<Delay> delays) {

    private static final double[] PERCENTS = {50, 90, 99, 99.9};

    /** Copies what it is given. */
    DelayReport {
        settings = Map.copyOf(settings);
        delays = List.copyOf(delays);
    }

    boolean isComplete() {
        return delays.stream().allMatch(Delay::isComplete);
    }

    /** Writes {@code latency.md} and {@code latency.json}. Returns the first. */
    Path write(Path folder) throws IOException {
        Path page = folder.resolve("latency.md");
        Files.writeString(page, markdown());
        Files.write(folder.resolve("latency.json"), json());
        return page;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Delay\n\n");
        line(
                text,
                "%s. JVM of the topology: `%s`. Settings beside the defaults: %s. Seed %d.",
                machine,
                jvm,
                settings.isEmpty() ? "none" : settings,
                seed);
        line(
                text,
                "Milliseconds from the moment at which a reading was due by the schedule, whenever it was sent, until it"
                        + " was durable in both states, the index had acknowledged the document that it brought about,"
                        + " and a frame of the live stream showed it or a newer one of its sensor.");
        delays.forEach(delay -> markdown(text, delay));
        return text.toString();
    }

    private static void markdown(StringBuilder text, Delay delay) {
        Plan plan = delay.plan();
        line(text, "## %,d readings/s of %,d sensors", plan.perSecond(), plan.sensors());
        line(
                text,
                "%,d readings measured after %,d of the warm-up; %s. They were sent at %,.0f readings/s, the latest one"
                        + " %.1f ms after it was due.",
                plan.measured(),
                plan.warmUp(),
                delay.isComplete() ? "all were seen at every stage" : "NOT ALL WERE SEEN",
                delay.sent().perSecond(),
                delay.sent().latestMicros() / 1e3);
        text.append(
                "| until | seen | never | 50 % | 90 % | 99 % | 99.9 % | max |\n|---|---|---|---|---|---|---|---|\n");
        row(text, "durable in both states", delay.state());
        row(text, "in the index (documents)", delay.index());
        row(text, "in a frame", delay.frame());
        text.append('\n');
    }

    private static void row(StringBuilder text, String name, Stage stage) {
        text.append(String.format(Locale.ROOT, "| %s | %,d | %,d |", name, stage.seen(), stage.never()));
        for (double percent : PERCENTS) {
            text.append(cell(stage, stage.millis(percent)));
        }
        text.append(cell(stage, stage.maxMillis())).append('\n');
    }

    private static String cell(Stage stage, double millis) {
        return stage.seen() == 0 ? " - |" : String.format(Locale.ROOT, " %,.1f |", millis);
    }

    private static void line(StringBuilder text, String form, Object... arguments) {
        text.append(String.format(Locale.ROOT, form, arguments)).append("\n\n");
    }

    private byte[] json() {
        return Json.bytes(out -> {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            out.writeStartObject();
            out.writeStringField("machine", machine);
            out.writeStringField("jvm", jvm);
            out.writeNumberField("seed", seed);
            out.writeObjectFieldStart("settings");
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                out.writeStringField(setting.getKey(), setting.getValue());
            }
            out.writeEndObject();
            out.writeArrayFieldStart("rates");
            for (Delay delay : delays) {
                json(out, delay);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void json(JsonGenerator out, Delay delay) throws IOException {
        out.writeStartObject();
        out.writeNumberField("perSecond", delay.plan().perSecond());
        out.writeNumberField("sensors", delay.plan().sensors());
        out.writeNumberField("warmUp", delay.plan().warmUp());
        out.writeNumberField("measured", delay.plan().measured());
        out.writeNumberField("sentPerSecond", delay.sent().perSecond());
        out.writeNumberField("sentLateMillis", delay.sent().latestMicros() / 1e3);
        json(out, "state", delay.state());
        json(out, "index", delay.index());
        json(out, "frame", delay.frame());
        out.writeEndObject();
    }

    private static void json(JsonGenerator out, String name, Stage stage) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("seen", stage.seen());
        out.writeNumberField("never", stage.never());
        if (stage.seen() > 0) {
            out.writeObjectFieldStart("millis");
            for (double percent : PERCENTS) {
                out.writeNumberField(
                        percent == (long) percent ? "p" + (long) percent : "p" + percent, stage.millis(percent));
            }
            out.writeNumberField("max", stage.maxMillis());
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
