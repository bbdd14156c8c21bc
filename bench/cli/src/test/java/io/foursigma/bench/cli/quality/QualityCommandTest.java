// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.bench.cli.BenchMain;
import io.foursigma.local.cli.whatif.Variant;
import io.foursigma.schemas.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QualityCommandTest {

    private static final Offset<Double> NEAR = Offset.offset(1e-9);

    @TempDir
    private Path folder = Path.of("");

    /** The real series of the Numenta Anomaly Benchmark. */
    @Tag("data")
    @Test
    void theCorpusIsScoredFromTheNullToThePerfectDetector() {
        Corpus corpus = Corpus.read(Path.of(System.getProperty("foursigma.data"), "nab"));
        assertThat(corpus.series()).hasSize(58);
        assertThat(corpus.readings()).isEqualTo(365_558);
        Scored none = Scored.of(corpus, series -> new BitSet());
        assertThat(none.alarms()).isEqualTo(new NabScore.Alarms(116, 0, 0));
        assertThat(none.scores())
                .allSatisfy((profile, score) -> assertThat(score).isZero());
        Scored perfect = Scored.of(corpus, series -> {
            BitSet alarms = new BitSet();
            corpus.score(series).anomalies().forEach(rows -> alarms.set(rows.first()));
            return alarms;
        });
        assertThat(perfect.alarms()).isEqualTo(new NabScore.Alarms(116, 116, 0));
        assertThat(perfect.scores())
                .allSatisfy((profile, score) -> assertThat(score).isCloseTo(100, NEAR));
        Variant daily =
                Variant.grid(Settings.defaults(), List.of(), List.of("24h")).get(0);
        // Figures of a scorer that was written apart, and walks over the rows instead of the anomalies.
        Scored rule = Scored.of(corpus, series -> RuleAlarms.anomalies(series, daily));
        assertThat(rule.score(Profile.STANDARD)).isCloseTo(-221.6265, Offset.offset(1e-4));
        assertThat(rule.score(Profile.REWARD_LOW_FP)).isCloseTo(-524.9790, Offset.offset(1e-4));
        assertThat(rule.score(Profile.REWARD_LOW_FN)).isCloseTo(-119.3027, Offset.offset(1e-4));
        Scored episodes = Scored.of(corpus, series -> RuleAlarms.episodes(series, daily));
        assertThat(episodes.alarms().falseAlarms()).isLessThan(rule.alarms().falseAlarms() / 10);
        assertThat(episodes.score(Profile.STANDARD)).isBetween(25.0, 50.0);
    }

    /** A spike within the label, found at its first row but for five, and one alarm far away. */
    @Test
    void aFolderIsScoredAndReportedAsTextAndJson() throws IOException {
        write(300, 200, 260);
        Files.writeString(folder.resolve("combined_windows.json"), "{\"a.csv\":[[190000,289999]]}");
        StringWriter out = new StringWriter();
        assertThat(run(out, "--data", folder.toString(), "--window", "50s")).isZero();
        assertThat(out.toString())
                .contains("1 series, 300 readings, 1 labelled anomalies")
                .contains("Windowed Gaussian");
        JsonNode row = new ObjectMapper()
                .readTree(folder.resolve("report/quality.json").toFile())
                .get("rows")
                .get(0);
        JsonNode scored = row.get("episodes");
        assertThat(row.get("sigmas").asDouble()).isEqualTo(4);
        assertThat(row.get("windowMillis").asLong()).isEqualTo(50_000);
        assertThat(scored.get("detected").asInt()).isEqualTo(1);
        assertThat(scored.get("falseAlarms").asInt()).isZero();
        // 100 rows are labelled, the alarm is the 11th of them: y = -0.9.
        double worth = Math.tanh(2.25) / Math.tanh(2.5);
        assertThat(scored.get("standard").asDouble()).isCloseTo(50 * (worth + 1), NEAR);
        assertThat(Files.readString(folder.resolve("report/quality.md"))).contains("| 4.0 | 50s | an episode |");
    }

    @Test
    void aSeriesWithoutLabelsIsRefused() throws IOException {
        write(10);
        Files.writeString(folder.resolve("combined_windows.json"), "{}");
        StringWriter out = new StringWriter();
        assertThat(run(out, "--data", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).contains("no series 'a'");
    }

    @Test
    void aFolderWithoutTheFilesIsRefused() {
        StringWriter out = new StringWriter();
        assertThat(run(out, "--data", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).contains("readings.ndjson.gz");
    }

    /** A reading a second, 0 and 1 in turns, and 100 at some rows. */
    private void write(int rows, Integer... spikes) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            int value = List.of(spikes).contains(row) ? 100 : row % 2;
            text.append("{\"sensor\":\"a\",\"time\":%d,\"value\":%d}%n".formatted(row * 1_000, value));
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("readings.ndjson.gz")))) {
            out.write(text.toString().getBytes(UTF_8));
        }
    }

    private int run(StringWriter out, String... options) {
        CommandLine command = BenchMain.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(out, true));
        String[] words = new String[options.length + 3];
        words[0] = "quality";
        System.arraycopy(options, 0, words, 1, options.length);
        words[options.length + 1] = "--report";
        words[options.length + 2] = folder.resolve("report").toString();
        return command.execute(words);
    }
}
