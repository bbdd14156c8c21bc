// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Telemetry in the form of ThingsBoard. */
class TelemetryFormatTest {

    private final PayloadFormat format = new TelemetryFormat("press");

    @Test
    void valuesAreOfTheirTimeAndPlainOnesOfNow() {
        assertThat(Items.of(format, "{\"ts\":5,\"values\":{\"a\":1,\"b\":-2.5}}"))
                .containsExactly("0 press/a 5 1.0", "1 press/b 5 -2.5");
        assertThat(Items.of(format, "{\"values\":{\"a\":1}}")).containsExactly("0 press/a 1600000000000 1.0");
        assertThat(Items.of(format, "{\"a\":1,\"ts\":7}"))
                .as("without values, ts is a value as any other")
                .containsExactly("0 press/a 1600000000000 1.0", "1 press/ts 1600000000000 7.0");
        assertThat(Items.of(format, "[{\"values\":{\"a\":1},\"ts\":5},{\"ts\":6,\"values\":{\"a\":2}}]"))
                .containsExactly("0 press/a 5 1.0", "1 press/a 6 2.0");
    }

    @Test
    void whatIsNoNumberIsRefusedByItself() {
        String element = "{\"ts\":5,\"values\":{\"a\":\"on\",\"b\":{\"c\":1},\"d\":2,\"e\":NaN}}";
        assertThat(Items.of(format, "[" + element + "]"))
                .containsExactly(
                        "0 the value of 'a' is no number [" + element + "]",
                        "1 the value of 'b' is no number [" + element + "]",
                        "2 press/d 5 2.0",
                        "3 the value is not finite: NaN [" + element + "]");
        assertThat(Items.of(format, "{\"ts\":\"now\",\"values\":{\"a\":1}}"))
                .singleElement()
                .asString()
                .startsWith("0 the field 'ts' is a whole number of epoch milliseconds");
        assertThat(Items.of(format, "{\"ts\":99999999999999999999,\"values\":{\"a\":1}}"))
                .singleElement()
                .asString()
                .startsWith("0 the field 'ts' is a whole number of epoch milliseconds");
    }

    @Test
    void messageWithoutValuesIsOneItem() {
        assertThat(Items.of(format, "{}")).containsExactly("0 no reading in it [{}]");
        assertThat(Items.of(format, "7")).containsExactly("0 an element is an object, but this is none [7]");
    }
}
