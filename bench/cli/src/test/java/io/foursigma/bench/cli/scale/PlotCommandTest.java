// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bench.cli.BenchMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlotCommandTest {

    private static final List<String> NAMES = List.of(
            "scale-buckets.svg",
            "scale-hot.svg",
            "scale-partitions.svg",
            "scale-sensors-flush.svg",
            "scale-sensors-heap.svg",
            "scale-sensors-recovery.svg",
            "scale-sensors.svg",
            "scale-window.svg");

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void measure() throws IOException {
        file = folder.resolve("scale.json");
        Examples.scale().write(file);
    }

    @Test
    void drawsAGraphPerDimensionBesideTheFile() throws IOException {
        assertThat(plot(file.toString())).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".svg"))
                            .sorted())
                    .containsExactlyElementsOf(NAMES);
        }
        assertThat(Files.readString(folder.resolve("scale-sensors.svg")))
                .contains("<svg", "<title>Cost against number of sensors</title>", "thousand readings/s");
    }

    @Test
    void sameFileGivesTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        assertThat(plot(file.toString(), "--out=" + one)).isZero();
        assertThat(plot(file.toString(), "--out=" + other)).isZero();
        for (String name : NAMES) {
            assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
    }

    @Test
    void drawsASinglePoint() throws IOException {
        new Scale("a machine", "", "", List.of(Examples.outcome(Dimension.WINDOW, 10)), List.of()).write(file);
        assertThat(plot(file.toString())).isZero();
        assertThat(folder.resolve("scale-window.svg")).isNotEmptyFile();
    }

    @Test
    void refusesAFileThatIsNotThere() {
        StringWriter told = new StringWriter();
        int exitCode = command(told).execute("plot", folder.resolve("none.json").toString());
        assertThat(exitCode).isEqualTo(2);
        assertThat(told.toString()).contains("none.json is no file");
    }

    private static int plot(String... arguments) {
        return command(new StringWriter())
                .execute(Stream.concat(Stream.of("plot"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static CommandLine command(StringWriter told) {
        return BenchMain.commandLine().setOut(new PrintWriter(told)).setErr(new PrintWriter(told));
    }
}
