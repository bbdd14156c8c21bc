// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.local.cli.chaos.Oracle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files through the real pipeline: what comes out is what an oracle works out on its own. */
final class AnalyzeIT {

    private static final long SEED = 20_260_301;

    @TempDir
    private Path folder = Path.of("");

    /** The real series of the Numenta Anomaly Benchmark. */
    @Tag("data")
    @Test
    void realSeriesEqualTheOracle() throws IOException {
        Oracle oracle = assertRealSeriesEqualTheOracle("1h", 3_600_000);
        // They lie at the bound exactly, so none is an anomaly.
        assertThat(new TreeSet<>(oracle.nearTheBound()))
                .containsExactly("value 22.0, mean 10.0, std 3.0", "value 5.0, mean 1.0, std 1.0");
    }

    @Tag("data")
    @Tag("long")
    @Test
    void realSeriesByTheDayEqualTheOracle() throws IOException {
        assertThat(assertRealSeriesEqualTheOracle("24h", 86_400_000).nearTheBound())
                .isEmpty();
    }

    private Oracle assertRealSeriesEqualTheOracle(String window, long windowMillis) throws IOException {
        Path series = Path.of(System.getProperty("foursigma.data"), "nab", "readings.ndjson.gz");
        Oracle oracle = new Oracle(windowMillis, 0, 4, 8);
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(series)), UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode reading = json.readTree(line);
                ByContent.read(
                        oracle,
                        reading.get("sensor").asText(),
                        Instant.parse(reading.get("time").asText()).toEpochMilli(),
                        reading.get("value").asDouble());
            }
        }
        Analysis analysis = Analysis.run(folder, series.toString(), "--window", window, "--min-count", "8");
        analysis.assertEqualTo(oracle);
        assertThat(analysis.ledger().get("read").asLong()).isEqualTo(365_558);
        Instant begin = Instant.now();
        analysis.assertReplayedBy(
                List.of(series.toString()),
                List.of("window.length=" + window),
                "--sigmas",
                "3,4,5",
                "--window",
                "10m,1h,6h,24h");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
        return oracle;
    }

    /** Late readings, equal times, constant stretches, spikes, a level shift, and lines that are no readings. */
    @Test
    void wartsOfAllKindsAreJudgedOrKeptAsDeadLetters() throws IOException {
        Oracle oracle = new Oracle(60_000, 0, 3.5, 5);
        List<String> lines = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            String sensor = "sensor-" + random.nextInt(7) + "/\u00e9\ud83c\udf31";
            long time = 1_700_000_000_000L + i * 150L - (random.nextInt(50) == 0 ? random.nextInt(200_000) : 0);
            double value = value(random, i);
            ByContent.read(oracle, sensor, time, value);
            lines.add("{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}".formatted(sensor, time, value));
        }
        String huge = "x".repeat(900_000);
        List<String> bad = List.of(
                "no JSON",
                "{\"time\":1700000000000,\"value\":1}",
                "{\"sensor\":\"a\",\"value\":1}",
                "{\"sensor\":\"a\",\"time\":1700000000000}",
                "{\"sensor\":\"a\",\"time\":1700000000000,\"value\":NaN}",
                "{\"sensor\":\"a\",\"time\":\"2026-01-01T00:00:00\",\"value\":1}",
                "{\"sensor\":\"\",\"time\":1700000000000,\"value\":1}",
                "{\"sensor\":\"" + "s".repeat(257) + "\",\"time\":1700000000000,\"value\":1}",
                "{\"sensor\":\"a\",\"time\":-1,\"value\":1}",
                huge);
        for (int i = 0; i < bad.size(); i++) {
            lines.add(1_000 * (i + 1), bad.get(i));
        }
        lines.add(15_000, "y".repeat(1_000_001));
        Path file = Files.write(folder.resolve("readings.ndjson"), lines);
        Path more = Files.writeString(
                folder.resolve("more.csv"), "value,sensor,time\n17.5,\"b, quoted\",2023-11-14T23:13:20+01:00\n");
        ByContent.read(oracle, "b, quoted", 1_700_000_000_000L, 17.5);

        Analysis analysis = Analysis.run(
                folder, file.toString(), more.toString(), "--window", "60s", "--sigmas", "3.5", "--min-count", "5");

        analysis.assertEqualTo(oracle);
        analysis.assertReplayedBy(
                List.of(file.toString(), more.toString()),
                List.of("window.length=60s", "sigmas=3.5", "baseline.min-count=5"),
                "--sigmas",
                "3,3.5,6",
                "--window",
                "10s,1m");
        assertThat(ByContent.anomalies(oracle)).as("seed %s", SEED).hasSizeGreaterThan(50);
        assertThat(oracle.late()).as("seed %s", SEED).isGreaterThan(50);
        List<JsonNode> dead = analysis.lines("dead-letters.ndjson");
        assertThat(dead.stream().map(letter -> letter.get("text").asText())).containsExactlyInAnyOrderElementsOf(bad);
        assertThat(dead).allSatisfy(letter -> {
            assertThat(letter.get("reason").asText()).isNotBlank();
            assertThat(letter.get("id").asText())
                    .endsWith("." + letter.get("partition") + "." + letter.get("offset") + ".0");
        });
        assertThat(analysis.err()).contains(file + ":15001: refused, the line has 1,000,001 bytes");
        assertThat(analysis.ledger().get("refused").get(0).get("line").asLong()).isEqualTo(15_001);
        assertThat(analysis.ledger().get("deadLettered").asLong()).isEqualTo(bad.size());
        assertThat(analysis.out()).contains("8 sensors").contains("1 lines were refused");
    }

    private static double value(Random random, int i) {
        if (i % 4_000 < 300) {
            return 7;
        }
        double level = i > 12_000 ? 500 : 20;
        double spike = random.nextInt(200) == 0 ? 60 : 0;
        return level + spike + random.nextGaussian();
    }
}
