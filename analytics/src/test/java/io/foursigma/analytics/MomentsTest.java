// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

    @Test
    void ordinaryStateReadsAsWhatItMeans() {
        RunningStatistics statistics = new RunningStatistics();
        statistics.add(1);
        statistics.add(5);

        Moments moments = statistics.moments();

        assertThat(moments).isEqualTo(new Moments(2, 3, 0, 8, 0, 1, 5));
        assertThat(moments.mean()).isEqualTo(3);
        assertThat(moments.std()).isEqualTo(2);
        assertThat(moments.sampleStd()).hasValue(Math.sqrt(8));
    }

    @Test
    void noValuesHaveNoMeanAndNoStd() {
        assertThat(Moments.EMPTY.isEmpty()).isTrue();
        assertThat(Moments.EMPTY.sampleStd()).isEmpty();
        assertThatThrownBy(Moments.EMPTY::mean).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Moments.EMPTY::std).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "{7}")
    @CsvSource({
        "-1, 0, 0, 0, 0, 0, 0, count and m2 must be >= 0",
        " 2, 3, 0, -8, 0, 1, 5, count and m2 must be >= 0",
        " 2, 3, 0, 8, 0, 5, 1, min <= max",
        " 2, 3, 0, 0, 0, 1, 5, m2 must be 0 exactly where",
        " 2, 3, 0, 8, 0, 3, 3, m2 must be 0 exactly where",
        " 1, 3, 0, 8, 0, 1, 5, m2 must be 0 exactly where",
        " 0, 3, 0, 0, 0, 3, 3, no values",
        " 2, NaN, 0, 8, 0, 1, 5, not finite",
        " 2, 3, NaN, 8, 0, 1, 5, not finite",
        " 2, 3, 0, Infinity, 0, 1, 5, not finite",
        " 2, 3, 0, 8, -Infinity, 1, 5, not finite",
        " 2, 3, 0, 8, 0, -Infinity, 5, not finite",
        " 2, 3, 0, 8, 0, 1, Infinity, not finite",
    })
    void numbersThatCannotBeAStateAreRefused(
            long count, double mean, double meanLow, double m2, double m2Low, double min, double max, String why) {
        assertThatThrownBy(() -> new Moments(count, mean, meanLow, m2, m2Low, min, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 2, 1, 5",
        "2, 6, 2, 1, 5",
        "2, NaN, 2, 1, 5",
        "2, 3, -1, 1, 5",
        "2, 3, NaN, 1, 5",
        "2, 3, Infinity, 1, 5",
        "2, 3, 0, 1, 5",
        "2, 3, 1, 3, 3",
        "1, 3, 2, 1, 5",
    })
    void roundedNumbersThatNoValuesHaveAreRefused(long count, double mean, double std, double min, double max) {
        assertThatThrownBy(() -> Moments.ofRounded(count, mean, std, min, max))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
