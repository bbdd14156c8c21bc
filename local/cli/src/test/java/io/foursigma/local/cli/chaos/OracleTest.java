// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class OracleTest {

    private final Oracle oracle = new Oracle(10, 5, 4, 2);

    @Test
    void aReadingIsLateOnlyWhenItsWindowsEndAndTheAllowedLatenessHadBeenReachedBefore() {
        read(1, 1);
        read(14, 2);
        read(2, 3);
        read(15, 4);
        read(3, 5);
        assertThat(oracle.late()).isEqualTo(1);
        assertThat(oracle.stats().get("s")).isEqualTo(new Oracle.Stats(5, 3, Math.sqrt(2), 1, 5));
        assertThat(window(0).stats().count()).isEqualTo(2);
        assertThat(oracle.open()).containsExactly(new Oracle.Window("s", 10));
    }

    @Test
    void aWindowKeepsTheBaselineThatItOpenedWith() {
        read(1, 1);
        read(2, 3);
        read(11, 2);
        read(3, 100);
        read(12, 7);
        Oracle.Content second = window(10);
        assertThat(second.baselineStart()).isEqualTo(0);
        assertThat(second.baseline()).isEqualTo(new Oracle.Stats(2, 2, 1, 1, 3));
        assertThat(oracle.spikes()).extracting(Oracle.Spike::id).containsExactly("12");
    }

    @Test
    void aValueExactlyOnTheBoundIsNoSpikeAndIsToldToBeNear() {
        read(1, 1);
        read(2, 3);
        read(11, 6);
        assertThat(oracle.spikes()).isEmpty();
        assertThat(oracle.nearTheBound()).hasSize(1);
    }

    private Oracle.Content window(long start) {
        return Objects.requireNonNull(oracle.windows().get(new Oracle.Window("s", start)));
    }

    private void read(long time, double value) {
        oracle.read(Long.toString(time), "s", time, value);
    }
}
