// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberFormatTest {

    private final PayloadFormat format = new NumberFormat("hall");

    @ParameterizedTest
    @CsvSource({
        "21.5, 21.5",
        "' -6e1\n', -60.0",
        "+.5, 0.5",
        "7., 7.0",
        "-0, -0.0",
        "1e-400, 0.0",
        "0.1000000000000000055511151231257827, 0.1"
    })
    void aDecimalNumberIsAReadingOfWhenItCame(String text, String value) {
        assertThat(ItemTexts.of(format, text)).containsExactly("0 hall@" + ItemTexts.NOW + "=" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "warm",
                "21,5",
                "1d",
                "1f",
                "0x1p3",
                "NaN",
                "Infinity",
                "1 2",
                "- 1",
                "1e",
                "e1",
                ".",
                "--1",
                "\u0661",
                "1\0",
                "\ufeff1",
                "true",
                "{\"value\":1}"
            })
    void anythingElseIsNone(String text) {
        assertThat(ItemTexts.of(format, text))
                .singleElement()
                .asString()
                .containsPattern("^0 (the message is a decimal number, but this is '|nothing in it\\|)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999"})
    void whatIsBeyondDoublesIsNone(String text) {
        assertThat(ItemTexts.of(format, text)).singleElement().asString().contains("not finite");
    }

    @Test
    void aNameThatNoSensorMayHaveIsRefused() {
        assertThat(ItemTexts.of(new NumberFormat(""), "1")).containsExactly("0 the sensor's name is empty|1");
    }
}
