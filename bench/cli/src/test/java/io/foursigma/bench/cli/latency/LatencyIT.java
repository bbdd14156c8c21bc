// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.local.cli.FailureText;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A few readings through the whole system: each is seen at every stage. How fast that is says nothing. */
class LatencyIT {

    private static final int MEASURED = 600;

    @TempDir
    private Path reports;

    @Test
    void everyReadingIsSeenAtEveryStage() throws IOException {
        StringWriter told = new StringWriter();
        CommandLine latency = new CommandLine(new LatencyCommand())
                .setExecutionExceptionHandler(FailureText::handle)
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told));

        int exitCode = latency.execute(
                "--quick", "--jvm=-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1", "--report=" + reports);

        assertThat(exitCode).as(told.toString()).isZero();
        Map<String, Double> numbers = numbers(reports.resolve("latency.json"));
        assertThat(numbers)
                .containsEntry("measured", (double) MEASURED)
                .containsEntry("state.seen", (double) MEASURED)
                .containsEntry("state.never", 0.0)
                .containsEntry("frame.seen", (double) MEASURED)
                .containsEntry("frame.never", 0.0)
                .containsEntry("index.never", 0.0);
        // In 3 s at least one window of each of the 50 sensors is closed.
        assertThat(numbers.get("index.seen")).isGreaterThanOrEqualTo(50);
        for (String stage : new String[] {"state.millis", "index.millis", "frame.millis"}) {
            assertThat(new Double[] {
                        numbers.get(stage + ".p50"),
                        numbers.get(stage + ".p90"),
                        numbers.get(stage + ".p99"),
                        numbers.get(stage + ".p99.9"),
                        numbers.get(stage + ".max")
                    })
                    .as(stage)
                    .doesNotContainNull()
                    .isSorted();
        }
        assertThat(Files.readString(reports.resolve("latency.md")))
                .contains("200 readings/s of 50 sensors", "all were seen at every stage", "in a frame");
    }

    /** The numbers below {@code rates}, by their paths. */
    private static Map<String, Double> numbers(Path json) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        try (JsonParser in = Json.FACTORY.createParser(json.toFile())) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token.isNumeric()) {
                    String path = in.getParsingContext()
                            .pathAsPointer()
                            .toString()
                            .replace("/rates/0/", "")
                            .replace('/', '.');
                    numbers.put(path, in.getDoubleValue());
                }
            }
        }
        return numbers;
    }
}
