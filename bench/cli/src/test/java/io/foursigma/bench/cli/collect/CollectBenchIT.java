// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A few readings in each form through a collector. How fast that is says nothing. */
class CollectBenchIT {

    @TempDir
    private Path reports;

    @Test
    void eachFormIsTakenAndReported() throws IOException {
        StringWriter told = new StringWriter();
        int exitCode = execute(
                told,
                "--quick",
                "--forms=ndjson,json,csv,senml,keyed,websocket,files,mqtt",
                "--jvm=-Xmx256m -XX:+UseSerialGC",
                "--report=" + reports);
        assertThat(exitCode).as(told.toString()).isZero();
        assertThat(Files.readString(reports.resolve("collect.md")))
                .contains("| `ndjson` | ", "| `json` | ", "| `csv` | ", "| `senml` | ")
                .contains("| `keyed` | ", "| `websocket` | ", "| `files` | ", "| `mqtt` | ");
        assertThat(Files.readString(reports.resolve("collect.json")))
                .contains("\"form\":\"senml\"", "\"cpuPerMillion\":");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        StringWriter told = new StringWriter();
        assertThat(execute(told, "--forms", "xml,csv", "--batch", "0", "--rounds", "-1"))
                .isEqualTo(2);
        assertThat(told.toString()).contains("--forms = xml", "--batch = 0", "--rounds = -1");
    }

    private static int execute(StringWriter told, String... options) {
        return new CommandLine(new CollectBenchCommand())
                .setExecutionExceptionHandler(FailureText::handle)
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(options);
    }
}
