// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foursigma.bench.cli.Heat;
import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Scale scale = Examples.scale()
                .with(new Scale.Failure(Examples.outcome(Dimension.BUCKETS, 4).point(), "it did not come to its end"));
        Path file = folder.resolve("scale.json");
        scale.write(file);
        scale.write(file);
        assertThat(Scale.read(file)).isEqualTo(scale);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void refusesWhatItDidNotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("race.json"), "{\"machine\": \"a machine\"}");
        assertThatThrownBy(() -> Scale.read(file))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("race.json is not what 'foursigma bench scale' writes");
    }

    @Test
    void figuresAreOfReadingsAndRows() {
        Outcome outcome = Examples.outcome(Dimension.SENSORS, 101);
        assertThat(outcome.rate()).isCloseTo(100, CLOSE);
        assertThat(outcome.warmRate()).isCloseTo(125, CLOSE);
        assertThat(outcome.cpu()).isCloseTo(12, CLOSE);
        assertThat(outcome.warmCpu()).isCloseTo(6, CLOSE);
        assertThat(outcome.serversCpu()).isCloseTo(6, CLOSE);
        assertThat(outcome.peak()).isCloseTo(500, CLOSE);
        assertThat(outcome.flushSeconds()).isCloseTo(0.25, CLOSE);
        assertThat(outcome.rowsPerFlush()).isCloseTo(500, CLOSE);
        assertThat(outcome.recoveryStartSeconds()).isCloseTo(2, CLOSE);
        assertThat(outcome.recoveryHalfSeconds()).isCloseTo(3, CLOSE);
        assertThat(outcome.recoverySeconds()).isCloseTo(5, CLOSE);
        assertThat(outcome.heapPerSensor(Examples.outcome(Dimension.SENSORS, 1)))
                .isCloseTo(100, CLOSE);
    }

    @Test
    void pageHasATablePerDimensionAndTheHeapOfASensor() {
        String page = ScalePage.of(Examples.scale());
        assertThat(page)
                .contains("## sensors", "## partitions", "## buckets", "## hot", "## window")
                .contains("| 1,000,000 | 2.00 | 200.0 | 250.0 |")
                .contains("| 10,000 | 4.00 | 2.00 | 3.00 | 5.00 | 100 |")
                .contains("Every anomaly was found and no other")
                .doesNotContain("Not measured");
    }

    @Test
    void pageTellsWhatIsMissingAndWrong() {
        Outcome right = Examples.outcome(Dimension.SENSORS, 100);
        Heat heat = right.heat();
        Heat missed = new Heat(heat.contestant(), 1, heat.measurement(), heat.serversCpuSeconds(), heat.found(), 1, 0);
        Scale scale = new Scale(
                        "a machine", "", "", List.of(new Outcome(right.point(), missed, right.recovery())), List.of())
                .with(new Scale.Failure(Examples.outcome(Dimension.HOT, 1).point(), "it ran out of time"));
        assertThat(scale.correct()).isFalse();
        assertThat(ScalePage.of(scale))
                .contains("NOT ALL ANOMALIES WERE FOUND")
                .contains("| 100 | 4.00 | 2.00 | 3.00 | 5.00 |  |")
                .contains("## Not measured", "- hot = 1: it ran out of time");
    }
}
