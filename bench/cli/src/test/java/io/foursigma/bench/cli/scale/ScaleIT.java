// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bench.cli.BenchMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Few readings at two sizes: they are run, recovered, told and drawn. What they cost says nothing. */
@Tag("long")
class ScaleIT {

    @TempDir
    private Path reports;

    @Test
    void measuresTwoNumbersOfSensorsAndTheirRecovery() throws IOException {
        StringWriter told = new StringWriter();
        CommandLine bench =
                BenchMain.commandLine().setOut(new PrintWriter(told)).setErr(new PrintWriter(told));
        int exitCode = bench.execute(
                "scale", "--quick", "--jvm=-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1", "--report=" + reports);
        assertThat(exitCode).as(told.toString()).isZero();

        Path file = reports.resolve("scale.json");
        Scale scale = Scale.read(file);
        assertThat(scale.of(Dimension.SENSORS))
                .extracting(outcome -> outcome.point().value())
                .containsExactly(10, 50);
        assertThat(scale.of(Dimension.SENSORS)).allSatisfy(outcome -> {
            assertThat(outcome.heat().found()).isPositive();
            assertThat(outcome.recoveryStartSeconds()).isPositive();
            assertThat(outcome.recoverySeconds()).isGreaterThanOrEqualTo(outcome.recoveryHalfSeconds());
            assertThat(outcome.flushedRows()).isPositive();
        });
        assertThat(reports.resolve("scale.md")).hasContent(ScalePage.of(scale));

        assertThat(bench.execute("plot", file.toString())).isZero();
        assertThat(reports.resolve("scale-sensors-recovery.svg")).isNotEmptyFile();
    }
}
