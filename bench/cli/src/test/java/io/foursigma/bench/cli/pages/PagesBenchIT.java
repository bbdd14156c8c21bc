// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

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

/** A few pages for two seconds. What they took says nothing. */
class PagesBenchIT {

    @TempDir
    private Path reports;

    @Test
    void pagesAreServedAndReported() throws IOException {
        StringWriter told = new StringWriter();
        assertThat(execute(told, "--quick", "--sensors=50", "--shown=10", "--report=" + reports))
                .as(told.toString())
                .isZero();
        assertThat(Files.readString(reports.resolve("pages.md"))).contains("50 sensors", "cores of the relay");
        assertThat(Files.readString(reports.resolve("pages.json"))).contains("\"pages\":5", "\"millis99\":");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        StringWriter told = new StringWriter();
        assertThat(execute(told, "--pages=0", "--rate=7", "--shown=300", "--for=soon"))
                .isEqualTo(2);
        assertThat(told.toString()).contains("--pages = 0", "--rate = 7", "--shown = 300", "--for");
    }

    private static int execute(StringWriter told, String... options) {
        return new CommandLine(new PagesCommand())
                .setExecutionExceptionHandler(FailureText::handle)
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(options);
    }
}
