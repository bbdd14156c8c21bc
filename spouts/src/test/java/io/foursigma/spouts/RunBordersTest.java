// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunBordersTest {

    private final RunBorders borders = new RunBorders(10);

    @BeforeEach
    void knowThreeRuns() {
        borders.remember(15);
        borders.remember(16);
        borders.remember(30);
    }

    @Test
    void eachRunBeginsWhereTheOneBeforeEnds() {
        assertThat(borders.endOf(10)).hasValue(15);
        assertThat(borders.endOf(15)).hasValue(16);
        assertThat(borders.endOf(16)).hasValue(30);
        assertThat(borders.endOf(30)).isEmpty();
        assertThat(borders.frontier()).isEqualTo(30);
    }

    @Test
    void firstOffsetMeansTheRunAndTheNextOneItsEnd() {
        assertThat(borders.borderFor(10)).isEqualTo(10);
        assertThat(borders.borderFor(11)).isEqualTo(15);
        assertThat(borders.borderFor(15)).isEqualTo(15);
        assertThat(borders.borderFor(16)).isEqualTo(16);
        assertThat(borders.borderFor(17)).isEqualTo(30);
        assertThat(borders.borderFor(30)).isEqualTo(30);
    }

    @Test
    void committedRunsAreForgottenAndStillMeanTheirEnd() {
        borders.commit(borders.borderFor(11));
        assertThat(borders.committed()).isEqualTo(15);
        assertThat(borders.endOf(10)).isEmpty();
        assertThat(borders.endOf(15)).hasValue(16);
        assertThat(borders.borderFor(11)).isEqualTo(15);
    }

    @Test
    void commitOfEverythingLeavesTheFrontierInPlace() {
        borders.commit(30);
        assertThat(borders.frontier()).isEqualTo(30);
        assertThat(borders.borderFor(17)).isEqualTo(30);
    }

    @Test
    void commitNeverGoesBack() {
        borders.commit(16);
        borders.commit(15);
        assertThat(borders.committed()).isEqualTo(16);
    }

    @Test
    void offsetBeyondTheFrontierIsRefused() {
        assertThatThrownBy(() -> borders.borderFor(31))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("beyond 30");
    }

    @Test
    void runWithoutOffsetsIsRefused() {
        assertThatThrownBy(() -> borders.remember(30)).isInstanceOf(IllegalArgumentException.class);
    }
}
