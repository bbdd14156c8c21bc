// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningStatisticsTest {

    @Test
    void twoFourFourFourFiveFiveSevenNineHasMeanFiveAndStdTwo() {
        RunningStatistics statistics = of(2, 4, 4, 4, 5, 5, 7, 9);

        assertThat(statistics.count()).isEqualTo(8);
        assertThat(statistics.mean()).isEqualTo(5);
        assertThat(statistics.std()).isEqualTo(2);
        assertThat(statistics.sampleStd()).hasValue(Math.sqrt(32 / 7.0));
        assertThat(statistics.min()).isEqualTo(2);
        assertThat(statistics.max()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, -1e-320, 1e-300, 1.7e308, Double.MIN_VALUE, -Double.MAX_VALUE, 0})
    void constantSeriesHasStdZeroAndItsValueAsMean(double value) {
        RunningStatistics statistics = new RunningStatistics();
        for (int i = 0; i < 10_000; i++) {
            statistics.add(value);
        }
        statistics.merge(statistics);

        assertThat(statistics.count()).isEqualTo(20_000);
        assertThat(statistics.mean()).isEqualTo(value);
        assertThat(statistics.std()).isZero();
        assertThat(statistics.sampleStd()).hasValue(0);
    }

    @Test
    void valuesAtBothEndsOfTheRangeOfDoublesKeepTrueNumbers() {
        RunningStatistics statistics = of(Double.MAX_VALUE, -Double.MAX_VALUE);

        assertThat(statistics.mean()).isZero();
        assertThat(statistics.std()).isEqualTo(Double.MAX_VALUE);
        assertThat(statistics.sampleStd()).as("1.41 times the greatest double").isEmpty();
    }

    @Test
    void leastDifferenceOfDoublesIsNoStdZero() {
        assertThat(of(0, Double.MIN_VALUE).std()).isEqualTo(Double.MIN_VALUE);
        assertThat(of(0, 0, 0, 0, 0, 0, 0, 0, Double.MIN_VALUE).std()).isEqualTo(Double.MIN_VALUE);
        assertThat(of(1e300, Math.nextUp(1e300)).std()).isPositive();
    }

    @Test
    void meanBetweenTwoSubnormalNeighboursIsRoundedOnceAndToEven() {
        double one = Double.MIN_VALUE;

        assertThat(of(one, 2 * one).mean()).isEqualTo(2 * one);
        assertThat(of(2 * one, 3 * one).mean()).isEqualTo(2 * one);
        assertThat(of(0, 0, one).mean()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valueThatIsNotFiniteIsRefusedAndChangesNothing(double value) {
        RunningStatistics statistics = of(1, 2);
        Moments before = statistics.moments();

        assertThatThrownBy(() -> statistics.add(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Double.toString(value));
        assertThat(statistics.moments()).isEqualTo(before);
    }

    @Test
    void noValuesHaveNoNumbersButAState() {
        RunningStatistics none = new RunningStatistics();

        assertThat(none.count()).isZero();
        assertThat(none.moments()).isEqualTo(Moments.EMPTY);
        assertThat(none.sampleStd()).isEmpty();
        assertThatThrownBy(none::mean).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::std).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::min).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::max).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mergingNothingChangesNothingAndMergingIntoNothingCopies() {
        RunningStatistics statistics = of(1, 2, 4);
        Moments before = statistics.moments();
        RunningStatistics none = new RunningStatistics();

        statistics.merge(none);
        none.merge(statistics);

        assertThat(statistics.moments()).isEqualTo(before);
        assertThat(none.moments()).isEqualTo(before);
    }

    @Test
    void singleValueHasNoSampleStd() {
        assertThat(of(3).sampleStd()).isEmpty();
        assertThat(of(3).std()).isZero();
    }

    private static RunningStatistics of(double... values) {
        RunningStatistics statistics = new RunningStatistics();
        for (double value : values) {
            statistics.add(value);
        }
        return statistics;
    }
}
