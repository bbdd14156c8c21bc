// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that devices of ThingsBoard send. */
final class TelemetryFormatTest {

    private static final String NOW = "1700000000000";

    private final TelemetryFormat format = new TelemetryFormat("dev/1");

    @Test
    void valuesAloneAreOfNow() {
        assertThat(read("{\"temperature\":21.5,\"on\":true,\"level\":-0.0}"))
                .containsExactly(
                        "0 dev/1/temperature@" + NOW + "=21.5",
                        "1 the value of 'on' is no number|{\"temperature\":21.5,\"on\":true,\"level\":-0.0}",
                        "2 dev/1/level@" + NOW + "=-0.0");
    }

    @Test
    void valuesWithATimeAreOfThatTime() {
        assertThat(read("{\"ts\":5,\"values\":{\"a\":1,\"b\":2}}"))
                .containsExactly("0 dev/1/a@5=1.0", "1 dev/1/b@5=2.0");
        assertThat(read("{\"values\":{\"a\":1},\"ts\":-7}")).containsExactly("0 dev/1/a@-7=1.0");
        assertThat(read("{\"values\":{\"a\":1}}")).containsExactly("0 dev/1/a@" + NOW + "=1.0");
    }

    @Test
    void anArrayHoldsBothFormsAndItemsAreCountedOn() {
        assertThat(read("[{\"a\":1,\"b\":2},{\"ts\":5,\"values\":{\"a\":3}},{},7,{\"a\":4}]"))
                .containsExactly(
                        "0 dev/1/a@" + NOW + "=1.0",
                        "1 dev/1/b@" + NOW + "=2.0",
                        "2 dev/1/a@5=3.0",
                        "3 an element is an object, but this is none|7",
                        "4 dev/1/a@" + NOW + "=4.0");
    }

    /** Only beside an object of values the field is a time. */
    @Test
    void tsWithoutValuesIsAKeyLikeOthers() {
        assertThat(read("{\"ts\":5,\"a\":1}"))
                .containsExactly("0 dev/1/ts@" + NOW + "=5.0", "1 dev/1/a@" + NOW + "=1.0");
        assertThat(read("{\"ts\":5,\"values\":6}"))
                .containsExactly("0 dev/1/ts@" + NOW + "=5.0", "1 dev/1/values@" + NOW + "=6.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "\"5\"", "null", "9223372036854775808", "NaN", "{\"a\":[1]}"})
    void aTimeThatIsNoneSpoilsItsValuesOnly(String time) {
        String element = "{\"ts\":" + time + ",\"values\":{\"a\":1,\"b\":2}}";
        assertThat(read("[" + element + ",{\"c\":3}]"))
                .containsExactly(
                        "0 the field 'ts' is a whole number of epoch milliseconds, and here it is none|" + element,
                        "1 dev/1/c@" + NOW + "=3.0");
    }

    @Test
    void nestedValuesAreNoNumbersAndFieldsBesideValuesArePassedOver() {
        assertThat(read("{\"a\":{\"b\":1},\"c\":[1],\"d\":1}"))
                .containsExactly(
                        "0 the value of 'a' is no number|{\"a\":{\"b\":1},\"c\":[1],\"d\":1}",
                        "1 the value of 'c' is no number|{\"a\":{\"b\":1},\"c\":[1],\"d\":1}",
                        "2 dev/1/d@" + NOW + "=1.0");
        assertThat(read("{\"ts\":5,\"x\":1,\"values\":{\"values\":{},\"a\":1}}"))
                .containsExactly(
                        "0 the value of 'values' is no number|{\"ts\":5,\"x\":1,\"values\":{\"values\":{},\"a\":1}}",
                        "1 dev/1/a@5=1.0");
    }

    @Test
    void aKeyThatAppearsTwiceIsOneItemThatIsNoReading() {
        assertThat(read("{\"a\":1,\"b\":2,\"a\":3}"))
                .containsExactly("0 the key 'a' appears twice|{\"a\":1,\"b\":2,\"a\":3}", "1 dev/1/b@" + NOW + "=2.0");
        assertThat(read("{\"ts\":1,\"ts\":2,\"values\":{\"a\":1}}"))
                .containsExactly("0 the field 'ts' appears twice|{\"ts\":1,\"ts\":2,\"values\":{\"a\":1}}");
        assertThat(read("{\"values\":{\"a\":1},\"values\":{\"b\":1}}"))
                .containsExactly("0 the field 'values' appears twice|{\"values\":{\"a\":1},\"values\":{\"b\":1}}");
    }

    @Test
    void aLongKeyIsAbbreviatedInTheReason() {
        String key = "k".repeat(40_000);
        assertThat(read("{\"" + key + "\":\"x\"}"))
                .singleElement()
                .asString()
                .startsWith("0 the value of '" + "k".repeat(64) + "...' is no number|");
    }

    @Test
    void aTimeThatIsNotAcceptedIsMalformed() {
        assertThat(read("{\"ts\":-1,\"values\":{\"a\":1}}"))
                .containsExactly("0 not at -1|{\"ts\":-1,\"values\":{\"a\":1}}");
    }

    @Test
    void emptyObjectsAreNoMessage() {
        assertThat(read("{}")).containsExactly("0 no reading in it|{}");
        assertThat(read("{\"ts\":5,\"values\":{}}")).containsExactly("0 no reading in it|{\"ts\":5,\"values\":{}}");
    }

    private List<String> read(String text) {
        return ItemTexts.of(format, text);
    }
}
