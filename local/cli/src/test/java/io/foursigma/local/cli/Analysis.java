// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foursigma.local.cli.chaos.Oracle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One run of {@code foursigma analyze} in this process, and the files that it wrote. */
final class Analysis {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final int exitCode;
    private final String out;
    private final String err;

    private Analysis(Path folder, int exitCode, String out, String err) {
        this.folder = folder;
        this.exitCode = exitCode;
        this.out = out;
        this.err = err;
    }

    static Analysis run(Path folder, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("analyze", "--out", folder.toString()));
        all.addAll(List.of(arguments));
        CommandLine command = FoursigmaMain.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int exitCode = command.execute(all.toArray(String[]::new));
        return new Analysis(folder, exitCode, out.toString(), err.toString());
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    JsonNode ledger() throws IOException {
        return JSON.readTree(folder.resolve("ledger.json").toFile());
    }

    /** Everything that an analysis tells is what the oracle has worked out, to 12 digits. */
    void assertEqualTo(Oracle oracle) throws IOException {
        assertThat(exitCode).as("exit code; standard error:%n%s", err).isZero();
        assertSensors(oracle.stats());
        assertWindows(oracle);
        TreeSet<String> found = new TreeSet<>();
        List<JsonNode> anomalies = lines("anomalies.ndjson");
        anomalies.forEach(line -> found.add(ByContent.name(
                line.get("sensor").asText(),
                line.get("time").asLong(),
                line.get("value").asDouble())));
        assertThat(found).isEqualTo(ByContent.anomalies(oracle));
        anomalies.forEach(Analysis::assertExplained);
        assertThat(anomalies.stream().map(line -> line.get("id").asText())).doesNotHaveDuplicates();
        assertEpisodes(anomalies);
        assertThat(ledger().get("late").asLong()).isEqualTo(oracle.late());
        long applied = ledger().get("applied").asLong();
        assertThat(applied)
                .isEqualTo(oracle.stats().values().stream()
                        .mapToLong(Oracle.Stats::count)
                        .sum());
        assertThat(ledger().get("read").asLong())
                .isEqualTo(applied + ledger().get("deadLettered").asLong());
    }

    /** Every anomaly lies in one episode of its sensor, which tells what those within it amount to. */
    private void assertEpisodes(List<JsonNode> anomalies) throws IOException {
        long held = 0;
        for (JsonNode episode : lines("episodes.ndjson")) {
            List<JsonNode> within = anomalies.stream()
                    .filter(line -> line.get("sensor").equals(episode.get("sensor"))
                            && line.get("time").asLong() >= episode.get("first").asLong()
                            && line.get("time").asLong() <= episode.get("last").asLong())
                    .toList();
            assertThat(within)
                    .as(episode.toString())
                    .hasSize(episode.get("count").asInt());
            assertThat(within.stream().map(line -> line.get("id"))).contains(episode.get("id"));
            boolean constant =
                    within.stream().anyMatch(line -> line.get("sigmas").isNull());
            assertThat(episode.get("peakSigmas").isNull()).isEqualTo(constant);
            if (!constant) {
                assertThat(episode.get("peakSigmas").asDouble())
                        .isEqualTo(within.stream()
                                .mapToDouble(line -> line.get("sigmas").asDouble())
                                .max()
                                .orElseThrow());
            }
            held += within.size();
        }
        assertThat(held).isEqualTo(anomalies.size());
    }

    /** Replaying the same files by the same settings, among others, finds the anomalies that are stored, bit for bit. */
    void assertReplayedBy(List<String> files, List<String> inForce, String... others) throws IOException {
        Path replayed = folder.resolve("replayed.ndjson");
        List<String> arguments = new ArrayList<>(files);
        arguments.addAll(List.of("--json", "--anomalies", replayed.toString()));
        arguments.addAll(List.of(others));
        Ran whatIf = Ran.of(List.of("what-if"), inForce, arguments.toArray(String[]::new));
        assertThat(whatIf.exitCode()).as(whatIf.output()).isZero();
        String json = whatIf.output().substring(whatIf.output().lastIndexOf("{\"source\""));
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(json).get("settings").forEach(rows::add);
        rows.removeIf(row -> !row.get("inForce").asBoolean());
        assertThat(rows).as(json).hasSize(1);
        JsonNode own = rows.get(0);
        List<JsonNode> stored = lines("anomalies.ndjson");
        assertThat(own.get("anomalies").asInt()).isEqualTo(stored.size());
        assertThat(own.get("episodes").asInt())
                .isEqualTo(lines("episodes.ndjson").size());
        assertThat(own.get("late").asLong()).isEqualTo(ledger().get("late").asLong());
        double sigmas = own.get("sigmas").asDouble();
        long window = own.get("windowMillis").asLong();
        List<String> found = new ArrayList<>();
        for (JsonNode line : lines("replayed.ndjson")) {
            if (line.get("ruleSigmas").asDouble() == sigmas
                    && line.get("windowMillis").asLong() == window) {
                found.add(((ObjectNode) line)
                        .without(List.of("ruleSigmas", "windowMillis"))
                        .toString());
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(stored.stream()
                        .map(line -> ((ObjectNode) line).without("id").toString())
                        .toList());
    }

    private void assertSensors(Map<String, Oracle.Stats> expected) throws IOException {
        Map<String, JsonNode> sensors = new TreeMap<>();
        for (JsonNode line : lines("sensors.ndjson")) {
            assertThat(sensors.put(line.get("sensor").asText(), line)).isNull();
        }
        assertThat(sensors.keySet()).isEqualTo(expected.keySet());
        sensors.forEach((sensor, line) -> {
            Oracle.Stats stats = expected.get(sensor);
            assertStats(sensor, line, stats);
            assertRange(sensor, line, stats);
        });
    }

    private void assertWindows(Oracle oracle) throws IOException {
        Map<Oracle.Window, JsonNode> windows = new TreeMap<>();
        TreeSet<Oracle.Window> open = new TreeSet<>();
        for (JsonNode line : lines("windows.ndjson")) {
            Oracle.Window window = new Oracle.Window(
                    line.get("sensor").asText(), line.get("start").asLong());
            assertThat(windows.put(window, line)).as("once only: %s", window).isNull();
            if (line.get("open").asBoolean()) {
                open.add(window);
            }
        }
        Map<Oracle.Window, Oracle.Stats> expected = new TreeMap<>();
        oracle.windows().forEach((window, content) -> expected.put(window, content.stats()));
        assertThat(windows.keySet()).isEqualTo(expected.keySet());
        assertThat(open).isEqualTo(oracle.open());
        windows.forEach((window, line) -> assertStats(window, line, expected.get(window)));
    }

    private static void assertStats(Object what, JsonNode line, Oracle.@Nullable Stats expected) {
        if (expected == null) {
            throw new AssertionError("not expected: " + what);
        }
        assertThat(line.get("count").asLong()).as("count of %s", what).isEqualTo(expected.count());
        assertClose("mean of " + what, line.get("mean").asDouble(), expected.mean());
        assertClose("std of " + what, line.get("std").asDouble(), expected.std());
    }

    private static void assertRange(String sensor, JsonNode line, Oracle.@Nullable Stats expected) {
        if (expected == null) {
            throw new AssertionError("not expected: " + sensor);
        }
        assertThat(line.get("min").asDouble()).as("min of %s", sensor).isEqualTo(expected.min());
        assertThat(line.get("max").asDouble()).as("max of %s", sensor).isEqualTo(expected.max());
        double n = expected.count();
        if (n == 1) {
            assertThat(line.get("sampleStd").isNull())
                    .as("sampleStd of %s", sensor)
                    .isTrue();
        } else {
            assertClose(
                    "sampleStd of " + sensor,
                    line.get("sampleStd").asDouble(),
                    expected.std() * Math.sqrt(n / (n - 1)));
        }
    }

    private static void assertExplained(JsonNode anomaly) {
        JsonNode baseline = anomaly.get("baseline");
        double std = baseline.get("std").asDouble();
        double distance =
                Math.abs(anomaly.get("value").asDouble() - baseline.get("mean").asDouble());
        assertThat(baseline.get("end").asLong())
                .isLessThanOrEqualTo(anomaly.get("time").asLong());
        assertThat(baseline.get("count").asLong()).isPositive();
        if (std == 0) {
            assertThat(anomaly.get("sigmas").isNull()).as("%s", anomaly).isTrue();
        } else {
            assertClose("sigmas of " + anomaly, anomaly.get("sigmas").asDouble(), distance / std);
        }
    }

    private static void assertClose(String what, double actual, double expected) {
        assertThat(actual).as(what).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
}
