// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.foursigma.bench.workload.Measurement;
import io.foursigma.bench.workload.Workload;
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
 * @param jvm flags of every contestant's JVM
 * @param settings of the topology, beside its defaults
 * @param seed of the readings
 * @param races one per number of sensors
 */
record RaceReport(String machine, String jvm, Map<String, String> settings, long seed, List<Race> races) {

    boolean correct() {
        return races.stream().allMatch(Race::correct);
    }

    /** Writes {@code race.md} and {@code race.json}. Returns the first. */
    Path write(Path folder) throws IOException {
        Path page = folder.resolve("race.md");
        Files.writeString(page, markdown());
        Files.write(folder.resolve("race.json"), json());
        return page;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Race\n\n");
        line(
                text,
                "%s. JVM of each contestant: `%s`. Settings of the topology beside the defaults: %s. Seed %d.",
                machine,
                jvm,
                settings.isEmpty() ? "none" : settings,
                seed);
        line(
                text,
                "Medians of the rounds, in parentheses the least and the greatest. CPU is that of the contestant's own"
                        + " process; that of the servers, which is beside it, begins with the start of that process.");
        for (Race race : races) {
            markdown(text, race);
        }
        text.append("\n");
        races.stream()
                .flatMap(race -> race.contestants().stream())
                .distinct()
                .sorted()
                .forEach(contestant -> text.append("- `%s`: %s%s%n"
                        .formatted(
                                contestant,
                                contestant.description(),
                                contestant.flags().isEmpty()
                                        ? ""
                                        : "; beside the flags of all: " + contestant.flags())));
        return text.toString();
    }

    private static void markdown(StringBuilder text, Race race) {
        Workload workload = race.workload();
        line(
                text,
                "## %,d readings of %,d sensors, %d a window",
                workload.readings(),
                workload.sensors(),
                workload.perWindow());
        line(
                text,
                "%,d anomalies; %s.",
                race.anomalies(),
                race.correct()
                        ? "every contestant found each of them and no other, in every round"
                        : "NOT EVERY CONTESTANT FOUND THEM, see the JSON file");
        text.append(
                "| contestant | thousand readings/s | second half | CPU-seconds per million | second half | of servers | peak MiB |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Contestant contestant : race.contestants()) {
            text.append("| `%s` | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            contestant,
                            cell("%.0f", race.rate(contestant)),
                            cell("%.0f", race.warmRate(contestant)),
                            cell("%.2f", race.cpu(contestant)),
                            cell("%.2f", race.warmCpu(contestant)),
                            cell("%.2f", race.serversCpu(contestant)),
                            cell("%.0f", race.memory(contestant))));
        }
    }

    private static String cell(String form, Spread spread) {
        return (form + " (" + form + "-" + form + ")").formatted(spread.median(), spread.min(), spread.max());
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
            out.writeArrayFieldStart("races");
            for (Race race : races) {
                json(out, race);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void json(JsonGenerator out, Race race) throws IOException {
        Workload workload = race.workload();
        out.writeStartObject();
        out.writeNumberField("readings", workload.readings());
        out.writeNumberField("sensors", workload.sensors());
        out.writeBooleanField("hot", workload.hot());
        out.writeNumberField("perWindow", workload.perWindow());
        out.writeNumberField("windowMillis", workload.windowMillis());
        out.writeNumberField("partitions", workload.partitions());
        out.writeNumberField("anomalies", race.anomalies());
        out.writeArrayFieldStart("heats");
        for (Heat heat : race.heats()) {
            Measurement took = heat.measurement();
            out.writeStartObject();
            out.writeStringField("contestant", heat.contestant().word());
            out.writeNumberField("round", heat.round());
            out.writeNumberField("startSeconds", took.startSeconds());
            out.writeNumberField("wholeSeconds", took.wholeSeconds());
            out.writeNumberField("secondHalfSeconds", took.secondHalfSeconds());
            out.writeNumberField("wholeCpuSeconds", took.wholeCpuSeconds());
            out.writeNumberField("secondHalfCpuSeconds", took.secondHalfCpuSeconds());
            out.writeNumberField("peakBytes", took.peakBytes());
            out.writeNumberField("heapBytes", took.heapBytes());
            out.writeNumberField("serversCpuSeconds", heat.serversCpuSeconds());
            out.writeNumberField("found", heat.found());
            out.writeNumberField("missed", heat.missed());
            out.writeNumberField("wrong", heat.wrong());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
