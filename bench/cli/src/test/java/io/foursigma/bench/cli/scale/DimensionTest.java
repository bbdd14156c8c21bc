// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foursigma.bench.workload.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DimensionTest {

    @Test
    void eachVariesOneThingOfTheBase() {
        assertThat(workload(Dimension.SENSORS, 100)).isEqualTo(new Workload(1_000_000, 100, false, 100, 2_000, 4, 1));
        assertThat(workload(Dimension.PARTITIONS, 64))
                .isEqualTo(new Workload(1_000_000, 1_000, false, 100, 2_000, 64, 1));
        assertThat(workload(Dimension.BUCKETS, 64)).isEqualTo(Base.FULL.workload());
        assertThat(workload(Dimension.HOT, 0)).isEqualTo(Base.FULL.workload());
        assertThat(workload(Dimension.HOT, 1)).isEqualTo(new Workload(1_000_000, 1_000, true, 100, 2_000, 4, 1));
        assertThat(workload(Dimension.WINDOW, 10)).isEqualTo(new Workload(1_000_000, 1_000, false, 10, 2_000, 4, 1));
    }

    @Test
    void everySensorHasTwoReadingsAndAClosedWindowWhereWindowsGrow() {
        assertThat(workload(Dimension.SENSORS, 1_000_000).readings()).isEqualTo(2_000_000);
        assertThat(workload(Dimension.WINDOW, 1_000).closedWindows()).isEqualTo(1_000);
    }

    @Test
    void allSensorsStayInMemoryUnlessAnotherNumberIsGiven() {
        assertThat(settings(Dimension.SENSORS, 100_000, Map.of())).isEmpty();
        assertThat(settings(Dimension.SENSORS, 1_000_000, Map.of()))
                .isEqualTo(Map.of("state.resident-sensors", "1000000"));
        Map<String, String> fewer = Map.of("state.resident-sensors", "5");
        assertThat(settings(Dimension.SENSORS, 1_000_000, fewer)).isEqualTo(fewer);
    }

    @Test
    void sizesOfTheTopologyAreSettings() {
        assertThat(settings(Dimension.BUCKETS, 64, Map.of("windows", "none")))
                .isEqualTo(Map.of("state.buckets", "64", "windows", "none"));
        assertThat(settings(Dimension.PARTITIONS, 16, Map.of())).isEqualTo(Map.of("topics.partitions", "16"));
    }

    @Test
    void refusesSizesThatThereAreNot() {
        assertThatIllegalArgumentException().isThrownBy(() -> workload(Dimension.HOT, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> workload(Dimension.SENSORS, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> workload(Dimension.PARTITIONS, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> workload(Dimension.BUCKETS, 5_000));
        assertThatIllegalArgumentException().isThrownBy(() -> workload(Dimension.WINDOW, 1_001));
    }

    @ParameterizedTest
    @EnumSource
    void everyDefaultSizeIsPossible(Dimension dimension) {
        assertThat(dimension.values(false)).allSatisfy(size -> dimension.point(size, Base.FULL, Map.of()));
        assertThat(dimension.values(true)).allSatisfy(size -> dimension.point(size, Base.QUICK, Map.of()));
        assertThat(Dimension.of(dimension.toString())).contains(dimension);
    }

    private static Workload workload(Dimension dimension, int size) {
        return dimension.point(size, Base.FULL, Map.of()).workload();
    }

    private static Map<String, String> settings(Dimension dimension, int size, Map<String, String> given) {
        return dimension.point(size, Base.FULL, given).settings();
    }
}
