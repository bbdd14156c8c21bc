// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParallelismTest {

    @Test
    void whatNobodySetFollowsFromWorkersAndPartitions() {
        assertThat(parallelism(1, Map.of())).isEqualTo(new Parallelism(1, 1, 1, 1, 1));
        assertThat(parallelism(4, Map.of())).isEqualTo(new Parallelism(1, 2, 1, 2, 2));
        assertThat(parallelism(4, Map.of("topology.workers", "3"))).isEqualTo(new Parallelism(3, 4, 2, 4, 3));
        assertThat(parallelism(30, Map.of("topology.workers", "8"))).isEqualTo(new Parallelism(8, 16, 2, 16, 15));
    }

    @Test
    void statefulTasksNeverOutnumberTheBuckets() {
        assertThat(parallelism(100, Map.of("state.buckets", "12")).statefulTasks())
                .isEqualTo(12);
    }

    @Test
    void whatIsSetHolds() {
        Map<String, String> set = Map.of(
                "topology.workers", "2",
                "topology.spouts", "5",
                "topology.decoders", "3",
                "topology.stateful-tasks", "7");
        assertThat(parallelism(4, set)).isEqualTo(new Parallelism(2, 5, 2, 3, 7));
    }

    private static Parallelism parallelism(int partitions, Map<String, String> given) {
        return Parallelism.of(Settings.resolve(Map.of(), given), partitions);
    }
}
