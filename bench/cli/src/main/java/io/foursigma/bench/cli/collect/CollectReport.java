// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import io.foursigma.bench.cli.Spread;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The report of rounds.
 *
 * @param machine where they ran, in words
 * @param jvm flags of the collector's JVM
 * @param course how many readings, requests and connections, in words
 * @param rounds all of them
 */
record CollectReport(String machine, String jvm, String course, List<Intaking> rounds) {

    /** Writes {@code collect.md} and {@code collect.json}. Returns the first. */
    Path write(Path folder) throws IOException {
        Path page = folder.resolve("collect.md");
        Files.writeString(page, markdown());
        Files.write(folder.resolve("collect.json"), json());
        return page;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Readings taken in\n\n");
        text.append(machine)
                .append(". JVM of the collector: `")
                .append(jvm)
                .append("`. ")
                .append(course)
                .append("\n\n");
        text.append("| form | thousand readings/s | CPU-seconds per million | peak MiB |\n|---|---|---|---|\n");
        rounds.stream()
                .map(Intaking::form)
                .distinct()
                .sorted()
                .forEach(form -> text.append("| `%s` | %s | %s | %s |%n"
                        .formatted(
                                form.word(),
                                cell(form, round -> round.perSecond() / 1e3, "%.0f"),
                                cell(form, Intaking::cpuPerMillion, "%.2f"),
                                cell(form, Intaking::peakMib, "%.0f"))));
        return text.toString();
    }

    private String cell(Form form, ToDoubleFunction<Intaking> figure, String format) {
        Spread spread =
                Spread.of(rounds.stream().filter(round -> round.form() == form).mapToDouble(figure));
        return (format + " (" + format + "-" + format + ")").formatted(spread.median(), spread.min(), spread.max());
    }

    private byte[] json() {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("machine", machine);
            out.writeStringField("jvm", jvm);
            out.writeStringField("course", course);
            out.writeArrayFieldStart("rounds");
            for (Intaking round : rounds) {
                out.writeStartObject();
                out.writeStringField("form", round.form().word());
                out.writeNumberField("perSecond", round.perSecond());
                out.writeNumberField("cpuPerMillion", round.cpuPerMillion());
                out.writeNumberField("peakMib", round.peakMib());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
