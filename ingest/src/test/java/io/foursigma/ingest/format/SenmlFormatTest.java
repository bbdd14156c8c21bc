// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs of RFC 8428. */
class SenmlFormatTest {

    @Test
    void baseFieldsHoldFromTheirRecordOn() {
        assertThat(
                        Items.of(
                                new SenmlFormat(),
                                "[{\"bn\":\"a:\",\"bt\":1276020076,\"bu\":\"A\",\"bver\":5,\"n\":\"v\",\"u\":\"V\",\"v\":120.1},"
                                        + "{\"n\":\"c\",\"t\":-5,\"v\":1.2},{\"bn\":\"b:\",\"bv\":10,\"n\":\"c\",\"t\":0.25,\"v\":-1},{\"n\":\"d\"}]"))
                .containsExactly(
                        "0 a:v 1276020076000 120.1",
                        "1 a:c 1276020071000 1.2",
                        "2 b:c 1276020076250 9.0",
                        "3 b:d 1276020076000 10.0");
    }

    @Test
    void smallTimesAreRelativeToNow() {
        assertThat(Items.of(
                        new SenmlFormat(),
                        "[{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"t\":-1.5,\"v\":2},{\"n\":\"a\",\"t\":268435455,\"v\":3},"
                                + "{\"n\":\"a\",\"t\":268435456,\"v\":4}]"))
                .containsExactly(
                        "0 a 1600000000000 1.0",
                        "1 a 1599999998500 2.0",
                        "2 a 1868435455000 3.0",
                        "3 a 268435456000 4.0");
    }

    @Test
    void baseFieldsAloneAreNoItem() {
        assertThat(Items.of(new SenmlFormat(), "[{\"bn\":\"a\",\"bt\":1276020076},{\"v\":1}]"))
                .containsExactly("0 a 1276020076000 1.0");
    }

    @Test
    void whatIsNoNumberIsRefusedByItself() {
        assertThat(Items.of(
                        new SenmlFormat(),
                        "[{\"n\":\"a\",\"vs\":\"on\"},{\"n\":\"b\",\"v\":1},{\"n\":\"c\",\"s\":1},{\"n\":\"\",\"v\":1},"
                                + "{\"n\":\"d\",\"t\":1e300,\"v\":1},{\"n\":\"e\",\"v\":1e308,\"bv\":1e308}, 7]"))
                .containsExactly(
                        "0 a reading's value is a number, but this is a text (vs) [{\"n\":\"a\",\"vs\":\"on\"}]",
                        "1 b 1600000000000 1.0",
                        "2 neither a value (v) nor a base value (bv) [{\"n\":\"c\",\"s\":1}]",
                        "3 the sensor's name is empty [{\"n\":\"\",\"v\":1}]",
                        "4 a time of 1.0E300 seconds [{\"n\":\"d\",\"t\":1e300,\"v\":1}]",
                        "5 the value is not finite: Infinity [{\"n\":\"e\",\"v\":1e308,\"bv\":1e308}]",
                        "6 an element is an object, but this is none [7]");
    }

    @Test
    void fieldOfAnotherKindOrTwiceCostsItsOwnRecordOnly() {
        assertThat(
                        Items.of(
                                new SenmlFormat(),
                                "[{\"n\":1,\"v\":1},{\"n\":\"a\",\"v\":1,\"v\":2},{\"n\":\"b\",\"v\":\"3\"},{\"n\":\"c\",\"v\":4}]"))
                .hasSize(4)
                .allSatisfy(item ->
                        assertThat(item).containsAnyOf("the field 'n'", "the field 'v'", "3 c 1600000000000 4.0"))
                .endsWith("3 c 1600000000000 4.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"n\":\"a\",\"v\":1} | the message is no JSON array",
                "[] | no reading in it",
                "`` | nothing in it",
                "[{\"n\":\"a\",\"v\":1},{\"bver\":11,\"n\":\"a\",\"v\":1}] | SenML of version 11; up to 10 is understood",
                "[{\"n\":\"a\",\"v\":1},{\"x_\":1,\"n\":\"a\",\"v\":1}] | the field 'x_' has to be understood, and is not",
                "[{\"n\":\"a\",\"v\":1},{\"bt\":\"1\"}] | the field 'bt' is a number, and here it is none",
                "[{\"n\":\"a\",\"v\":1}] x | no JSON",
                "[{\"n\":\"a\",\"v\":1}][] | something follows the JSON value",
                "[{\"n\":\"a\",\"v\":1} | no JSON",
            })
    void packThatCannotBeTrustedIsOneItem(String pack, String reason) {
        assertThat(Items.of(new SenmlFormat(), pack))
                .singleElement()
                .asString()
                .startsWith("0 " + reason)
                .endsWith("[" + pack + "]");
    }
}
