// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaRuleTest {
    private static final SigmaRule FOUR_SIGMAS = new SigmaRule(4, 8, 0);

    @Test
    void valueAtExactlyFourSigmasIsNoAnomaly() {
        Baseline baseline = baseline(8, 10, 3);

        assertThat(FOUR_SIGMAS.judge(baseline, 22)).isEqualTo(new Verdict.Normal(baseline));
        assertThat(FOUR_SIGMAS.judge(baseline, -2)).isEqualTo(new Verdict.Normal(baseline));
        assertThat(FOUR_SIGMAS.judge(baseline, Math.nextUp(22.0))).isEqualTo(new Verdict.Anomalous(baseline));
        assertThat(FOUR_SIGMAS.judge(baseline, -2.000001)).isEqualTo(new Verdict.Anomalous(baseline));
    }

    @Test
    void ruleLearnsUntilTheBaselineHoldsEnoughReadings() {
        assertThat(FOUR_SIGMAS.judge(null, 1e9)).isEqualTo(Verdict.Learning.INSTANCE);
        assertThat(FOUR_SIGMAS.judge(baseline(7, 10, 3), 1e9)).isEqualTo(Verdict.Learning.INSTANCE);
        assertThat(FOUR_SIGMAS.judge(baseline(8, 10, 3), 1e9)).isInstanceOf(Verdict.Anomalous.class);
    }

    @Test
    void constantBaselineMakesAnyOtherValueAnomalousUnlessFloored() {
        Baseline constant = baseline(8, 10, 0);
        SigmaRule floored = new SigmaRule(4, 8, 0.5);

        assertThat(FOUR_SIGMAS.judge(constant, 10)).isInstanceOf(Verdict.Normal.class);
        assertThat(FOUR_SIGMAS.judge(constant, Math.nextUp(10.0))).isInstanceOf(Verdict.Anomalous.class);
        assertThat(floored.judge(constant, 12)).isInstanceOf(Verdict.Normal.class);
        assertThat(floored.judge(constant, 12.001)).isInstanceOf(Verdict.Anomalous.class);
    }

    @Test
    void bandSurroundsTheMeanByTheAllowedDeviation() {
        assertThat(FOUR_SIGMAS.lower(baseline(8, 10, 3))).isEqualTo(-2);
        assertThat(FOUR_SIGMAS.upper(baseline(8, 10, 3))).isEqualTo(22);
        assertThat(new SigmaRule(4, 8, 5).upper(baseline(8, 10, 3))).isEqualTo(30);
    }

    @Test
    void distanceIsCountedInSigmas() {
        assertThat(FOUR_SIGMAS.sigmasAway(baseline(8, 10, 3), 22)).hasValue(4);
        assertThat(FOUR_SIGMAS.sigmasAway(baseline(8, 10, 3), 4)).hasValue(2);
        assertThat(FOUR_SIGMAS.sigmasAway(baseline(8, 10, 0), 22)).isEmpty();
        assertThat(FOUR_SIGMAS.sigmasAway(baseline(8, 10, 0), 10)).isEmpty();
        assertThat(new SigmaRule(4, 8, 2).sigmasAway(baseline(8, 10, 0), 14)).hasValue(2);
    }

    @Test
    void noNumberLeavesTheRangeOfDoubles() {
        Baseline extreme = baseline(8, -1.7e308, 1.7e308);

        assertThat(FOUR_SIGMAS.lower(extreme)).isEqualTo(-Double.MAX_VALUE);
        assertThat(FOUR_SIGMAS.upper(extreme)).isEqualTo(Double.MAX_VALUE);
        assertThat(FOUR_SIGMAS.sigmasAway(extreme, 1.7e308)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 0", "-4, 8, 0", "NaN, 8, 0", "Infinity, 8, 0", "4, 0, 0", "4, 8, -1", "4, 8, NaN"})
    void limitsOutOfRangeAreRefused(double sigmas, long minCount, double minStd) {
        assertThatThrownBy(() -> new SigmaRule(sigmas, minCount, minStd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give");
    }

    private static Baseline baseline(long count, double mean, double std) {
        return new Baseline(0, 2000, count, mean, std);
    }
}
