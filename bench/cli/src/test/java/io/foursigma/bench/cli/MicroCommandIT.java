// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark runs; what it measures in so short a time says nothing. */
class MicroCommandIT {

    @TempDir
    private Path folder;

    @Test
    void everyBenchmarkRuns() throws IOException {
        Path results = folder.resolve("results.csv");
        int exitCode = BenchMain.commandLine()
                .execute("micro", "-wi", "0", "-i", "1", "-r", "10ms", "-f", "0", "-foe", "true", "-rff", "" + results);
        assertThat(exitCode).isZero();
        assertThat(Files.readString(results))
                .contains(
                        "DecodeBenchmark.decoder",
                        "DecodeBenchmark.jackson",
                        "OrderBenchmark.splitAndApply",
                        "SerialisationBenchmark.run",
                        "SerialisationBenchmark.share",
                        "StatisticsBenchmark.compensated",
                        "StatisticsBenchmark.plain",
                        "WindowsBenchmark.apply");
    }
}
