// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    @Test
    void nameOf256CharactersIsGoodHoweverManyUnitsTheyTake() {
        assertThat(Reading.sensorProblem("\ud83c\udf21".repeat(256))).isNull();
        assertThat(Reading.sensorProblem("\ud83c\udf21".repeat(257))).contains("257 characters");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valueThatIsNotFiniteIsRefused(double value) {
        assertThatThrownBy(() -> new Reading("a", 0, value)).hasMessageContaining("not finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\ud800", "\udc00a", "\ud800\ud800\udc00"})
    void nameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> new Reading(name, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
