// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

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
 * @param jvm flags of the relay's JVM
 * @param crowd who looked at what
 * @param rounds all of them
 */
record PagesReport(String machine, String jvm, Crowd crowd, List<Served> rounds) {

    /** Writes {@code pages.md} and {@code pages.json}. Returns the first. */
    Path write(Path folder) throws IOException {
        Path page = folder.resolve("pages.md");
        Files.writeString(page, markdown());
        Files.write(folder.resolve("pages.json"), json());
        return page;
    }

    private String markdown() {
        return """
                # Pages served

                %s. JVM of the relay: `%s`. %,d sensors, %d values a second each; %d pages that look at %d sensors each, and %d that do not read. \
                Medians of %d rounds of %d s, in parentheses the least and the greatest.

                | | |
                |---|---|
                | event to page, half of the values within, ms | %s |
                | 99 %% of them, ms | %s |
                | all, ms | %s |
                | values to pages per round, millions | %s |
                | megabytes a second to pages | %s |
                | cores of the relay | %s |
                | peak of the relay, MiB | %s |
                """.formatted(
                        machine,
                        jvm,
                        crowd.sensors(),
                        crowd.rate(),
                        crowd.pages(),
                        crowd.shown(),
                        crowd.stalled(),
                        rounds.size(),
                        crowd.measured().toSeconds(),
                        cell(Served::millis50, "%.0f"),
                        cell(Served::millis99, "%.0f"),
                        cell(Served::millisMax, "%.0f"),
                        cell(round -> round.values() / 1e6, "%.2f"),
                        cell(Served::megabytes, "%.1f"),
                        cell(Served::cores, "%.2f"),
                        cell(Served::peakMib, "%.0f"));
    }

    private String cell(ToDoubleFunction<Served> figure, String format) {
        Spread spread = Spread.of(rounds.stream().mapToDouble(figure));
        return (format + " (" + format + "-" + format + ")").formatted(spread.median(), spread.min(), spread.max());
    }

    private byte[] json() {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("machine", machine);
            out.writeStringField("jvm", jvm);
            out.writeNumberField("pages", crowd.pages());
            out.writeNumberField("stalled", crowd.stalled());
            out.writeNumberField("sensors", crowd.sensors());
            out.writeNumberField("rate", crowd.rate());
            out.writeNumberField("shown", crowd.shown());
            out.writeNumberField("seconds", crowd.measured().toSeconds());
            out.writeArrayFieldStart("rounds");
            for (Served round : rounds) {
                out.writeStartObject();
                out.writeNumberField("millis50", round.millis50());
                out.writeNumberField("millis99", round.millis99());
                out.writeNumberField("millisMax", round.millisMax());
                out.writeNumberField("values", round.values());
                out.writeNumberField("megabytes", round.megabytes());
                out.writeNumberField("cores", round.cores());
                out.writeNumberField("peakMib", round.peakMib());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
