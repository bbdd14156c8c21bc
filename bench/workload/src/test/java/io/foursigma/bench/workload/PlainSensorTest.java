// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the other contestants compute with, against the exact oracle. */
class PlainSensorTest {

    @Test
    void findsTheAnomaliesOfTheOracle() {
        Workload workload = new Workload(100_000, 10, false, 100, 2_000, 4, 3);
        Task task =
                new Task("", "", 100_000, 2_000, Workload.SIGMAS, Workload.MIN_COUNT, "", "", Path.of("."), Map.of());
        Generator generator = new Generator(workload);
        ExactOracle oracle = new ExactOracle(workload);
        PlainSensor[] sensors = new PlainSensor[10];
        int anomalies = 0;
        while (generator.next()) {
            int sensor = generator.sensor();
            if (sensors[sensor] == null) {
                sensors[sensor] = new PlainSensor();
            }
            oracle.goTo(sensor, generator.timeMillis());
            while (oracle.isTooClose(sensor, generator.thousandths())) {
                generator.nudge();
            }
            boolean expected = oracle.isAnomaly(sensor, generator.thousandths());
            oracle.take(sensor, generator.thousandths());
            assertThat(sensors[sensor].apply(task, generator.timeMillis(), generator.thousandths() / 1e3))
                    .isEqualTo(expected);
            anomalies += expected ? 1 : 0;
        }
        assertThat(anomalies).isGreaterThan(50);
    }
}
