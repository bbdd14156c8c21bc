// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The report of a scoring.
 *
 * @param series how many series there are
 * @param readings how many readings they have
 * @param rows the choices of settings
 * @param plants what is found of the faults of simulated plants
 */
record QualityReport(int series, long readings, List<QualityRow> rows, List<PlantFound> plants) {

    QualityReport {
        rows = List.copyOf(rows);
        plants = List.copyOf(plants);
    }

    /** Writes {@code quality.md} and {@code quality.json}. Returns the first. */
    Path write(Path folder) throws IOException {
        Path page = folder.resolve("quality.md");
        Files.writeString(page, markdown());
        Files.write(folder.resolve("quality.json"), Json.bytes(this::json));
        return page;
    }

    private String markdown() {
        StringBuilder page = new StringBuilder(
                """
                # Detection quality

                %,d series, %,d readings, %d labelled anomalies. Scores by the definition of the Numenta Anomaly Benchmark: 0 without alarm, \
                100 for an alarm at the begin of each anomaly and no other.

                | sigmas | window | an alarm is | standard | reward low FP | reward low FN | anomalies found | false alarms |
                |---|---|---|---|---|---|---|---|
                """.formatted(series, readings, rows.get(0).anomalies().alarms().anomalies()));
        for (QualityRow row : rows) {
            page.append(line(row, "an anomaly", row.anomalies()));
            page.append(line(row, "an episode", row.episodes()));
        }
        page.append("""

                Published by others, each with a threshold of its own per profile, chosen on the same series:

                | detector | standard | reward low FP | reward low FN |
                |---|---|---|---|
                """);
        for (PublishedScore other : PublishedScore.ALL) {
            page.append("| %s | %s | %s | %s |%n"
                    .formatted(other.detector(), other.standard(), other.lowFp(), other.lowFn()));
        }
        page.append("""

                Faults of the simulator `plant`, which knows them; 12 sensors, the settings' defaults:

                | seed | readings | spikes | found | masked by another fault | recall | anomalies | of a fault | precision | episodes | with a spike |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        plants.forEach(plant -> page.append(line(plant)));
        return page.toString();
    }

    private static String line(QualityRow row, String alarm, Scored scored) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f | %.1f | %d | %,d |%n",
                row.variant().sigmas(),
                row.variant().windowText(),
                alarm,
                scored.score(Profile.STANDARD),
                scored.score(Profile.REWARD_LOW_FP),
                scored.score(Profile.REWARD_LOW_FN),
                scored.alarms().detected(),
                scored.alarms().falseAlarms());
    }

    private static String line(PlantFound plant) {
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %,d | %,d | %d | %.2f %% | %,d | %,d | %.2f %% | %,d | %,d |%n",
                plant.seed(),
                plant.readings(),
                plant.spikes(),
                plant.found(),
                plant.masked(),
                100 * plant.recall(),
                plant.anomalies(),
                plant.explained(),
                100 * plant.precision(),
                plant.episodes(),
                plant.spikeEpisodes());
    }

    private void json(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("series", series);
        out.writeNumberField("readings", readings);
        out.writeArrayFieldStart("rows");
        for (QualityRow row : rows) {
            out.writeStartObject();
            out.writeNumberField("sigmas", row.variant().sigmas());
            out.writeNumberField("windowMillis", row.variant().windowMillis());
            scored(out, "anomalies", row.anomalies());
            scored(out, "episodes", row.episodes());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("plants");
        for (PlantFound plant : plants) {
            plant(out, plant);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void plant(JsonGenerator out, PlantFound plant) throws IOException {
        out.writeStartObject();
        out.writeNumberField("seed", plant.seed());
        out.writeNumberField("readings", plant.readings());
        out.writeNumberField("spikes", plant.spikes());
        out.writeNumberField("found", plant.found());
        out.writeNumberField("masked", plant.masked());
        out.writeNumberField("anomalies", plant.anomalies());
        out.writeNumberField("explained", plant.explained());
        out.writeNumberField("episodes", plant.episodes());
        out.writeNumberField("spikeEpisodes", plant.spikeEpisodes());
        out.writeEndObject();
    }

    private static void scored(JsonGenerator out, String name, Scored scored) throws IOException {
        out.writeObjectFieldStart(name);
        for (Profile profile : Profile.values()) {
            out.writeNumberField(profile.title(), scored.score(profile));
        }
        out.writeNumberField("labelled", scored.alarms().anomalies());
        out.writeNumberField("detected", scored.alarms().detected());
        out.writeNumberField("falseAlarms", scored.alarms().falseAlarms());
        out.writeEndObject();
    }
}
