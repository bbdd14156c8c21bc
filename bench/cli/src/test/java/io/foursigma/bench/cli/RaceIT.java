// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every contestant over a few readings: it runs, and finds what the oracle found. How fast it is says nothing. */
class RaceIT {

    @TempDir
    private Path reports;

    @Test
    void everyContestantFindsTheAnomalies() throws IOException {
        StringWriter told = new StringWriter();
        CommandLine bench =
                BenchMain.commandLine().setOut(new PrintWriter(told)).setErr(new PrintWriter(told));

        int exitCode = bench.execute(
                "--quick", "--jvm=-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1", "--report=" + reports);

        assertThat(exitCode).as(told.toString()).isZero();
        List<String> words =
                Arrays.stream(Contestant.values()).map(Contestant::word).toList();
        assertThat(contestants(reports.resolve("race.json"))).containsExactlyElementsOf(words);
        assertThat(Files.readString(reports.resolve("race.md"))).contains(words);
    }

    private static List<String> contestants(Path json) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonParser in = new JsonFactory().createParser(json.toFile())) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.FIELD_NAME && in.currentName().equals("contestant")) {
                    found.add(in.nextTextValue());
                }
            }
        }
        return found;
    }
}
