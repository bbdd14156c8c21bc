// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Task task = new Task(
                "127.0.0.1:9092", "readings", 12, 2_000, 4, 8, "group", "found", folder, Map.of("guarantee", "x=y: z"));
        task.write();
        assertThat(Task.read(folder)).isEqualTo(task);
    }

    @Test
    void measurementReadsWhatItWrote() throws IOException {
        Measurement measurement =
                new Measurement(7.5, 1.5, 0.1, 2.25, 0.3, 123_456_789_012L, 5, Map.of("flushes", 3.5));
        measurement.write(folder);
        assertThat(Measurement.read(folder)).isEqualTo(measurement);
    }
}
