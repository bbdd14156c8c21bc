// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "2s, PT2S", "5min, PT5M", "1h, PT1H", "30d, PT720H", "0s, PT0S", "007s, PT7S"})
    void numberAndUnitAreADuration(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "s", "2 s", "-2s", "1.5s", "2S", "2m", "1h30min", "PT2S", "1234567890s"})
    void anythingElseIsRefusedWithTheCure(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("such as 250ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999d"})
    void longestDurationStillFitsIntoMilliseconds(String text) {
        assertThat(DurationText.parse(text).toMillis()).isPositive();
    }
}
