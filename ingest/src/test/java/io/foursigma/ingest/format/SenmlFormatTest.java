// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples and the rules of RFC 8428. */
final class SenmlFormatTest {

    private static final String NOW = "1700000000000";

    private final SenmlFormat format = new SenmlFormat();

    /** Section 5.1.1. */
    @Test
    void aSingleDatapointIsOfNow() {
        assertThat(read("[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]"))
                .containsExactly("0 urn:dev:ow:10e2073a01080063@" + NOW + "=23.1");
    }

    /** Section 5.1.2. */
    @Test
    void baseFieldsHoldFromTheirRecordOn() {
        assertThat(read("[{\"bn\":\"urn:dev:ow:10e2073a0108006:\",\"bt\":1.276020076001e+09,\"bu\":\"A\",\"bver\":5,"
                        + "\"n\":\"voltage\",\"u\":\"V\",\"v\":120.1},{\"n\":\"current\",\"t\":-5,\"v\":1.2},"
                        + "{\"n\":\"current\",\"t\":-4,\"v\":1.3},{\"n\":\"current\",\"v\":1.7}]"))
                .containsExactly(
                        "0 urn:dev:ow:10e2073a0108006:voltage@1276020076001=120.1",
                        "1 urn:dev:ow:10e2073a0108006:current@1276020071001=1.2",
                        "2 urn:dev:ow:10e2073a0108006:current@1276020072001=1.3",
                        "3 urn:dev:ow:10e2073a0108006:current@1276020076001=1.7");
    }

    /** Section 5.1.6: the second base name replaces the first, and the base time stays. */
    @Test
    void aBaseFieldIsReplacedByTheNextAndTheOthersStay() {
        assertThat(read(
                        "[{\"bn\":\"2001:db8::2/\",\"bt\":1.320078429e+09,\"n\":\"temperature\",\"u\":\"Cel\",\"v\":25.2},"
                                + "{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":30},"
                                + "{\"bn\":\"2001:db8::1/\",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":12.3},"
                                + "{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":67}]"))
                .containsExactly(
                        "0 2001:db8::2/temperature@1320078429000=25.2",
                        "1 2001:db8::2/humidity@1320078429000=30.0",
                        "2 2001:db8::1/temperature@1320078429000=12.3",
                        "3 2001:db8::1/humidity@1320078429000=67.0");
    }

    /** Section 5.1.5. */
    @Test
    void textsTruthValuesAndDataAreNoReadings() {
        assertThat(read(
                        "[{\"bn\":\"d:\",\"n\":\"temp\",\"u\":\"Cel\",\"v\":23.1},{\"n\":\"label\",\"vs\":\"Machine Room\"},"
                                + "{\"n\":\"open\",\"vb\":false},{\"n\":\"nfc-reader\",\"vd\":\"aGkgCg\"}]"))
                .containsExactly(
                        "0 d:temp@" + NOW + "=23.1",
                        "1 a reading's value is a number, but this is a text (vs)|{\"n\":\"label\",\"vs\":\"Machine Room\"}",
                        "2 a reading's value is a number, but this is a truth value (vb)|{\"n\":\"open\",\"vb\":false}",
                        "3 a reading's value is a number, but this is data (vd)|{\"n\":\"nfc-reader\",\"vd\":\"aGkgCg\"}");
    }

    @Test
    void baseValueIsAddedAndAMissingValueCountsAsZeroWhereThereIsOne() {
        assertThat(read("[{\"bn\":\"a\",\"v\":1},{\"t\":0},{\"bv\":20},{\"v\":1.5},{\"t\":0},{\"bv\":-1,\"v\":1}]"))
                .containsExactly(
                        "0 a@" + NOW + "=1.0",
                        "1 neither a value (v) nor a base value (bv)|{\"t\":0}",
                        "2 a@" + NOW + "=21.5",
                        "3 a@" + NOW + "=20.0",
                        "4 a@" + NOW + "=0.0");
    }

    /** Section 4.5.3: times from 2^28 seconds on are absolute, all others count from now. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1700000000000",
        "0, -5, 1699999995000",
        "0, 0.02, 1700000000020",
        "0, -0.0014, 1699999999999",
        "0, 268435455.5, 1968435455500",
        "0, 268435456, 268435456000",
        "268435456, 0, 268435456000",
        "268435456, -0.5, 1968435455500",
        "268435455, 1, 268435456000",
        "1320078429, 0.1, 1320078429100",
        "-1e3, 1, 1699999001000",
    })
    void timeIsBaseTimeAndTime(String base, String time, long millis) {
        assertThat(read("[{\"bt\":" + base + ",\"n\":\"a\",\"t\":" + time + ",\"v\":1}]"))
                .containsExactly("0 a@" + millis + "=1.0");
        assertThat(read("[{\"bt\":" + base + "},{\"n\":\"a\",\"t\":" + time + ",\"v\":1}]"))
                .containsExactly("0 a@" + millis + "=1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'n':'b','t':1e14,'v':1} | a time of 1.0E14 seconds",
                "{'n':'b','t':NaN,'v':1} | a time of NaN seconds",
                "{'n':'b','v':1e308,'t':-1e-9,'n':'c'} | the field 'n' appears twice",
                "{'n':'b','v':1,'v':2} | the field 'v' appears twice",
                "{'n':'b','v':null} | the field 'v' is a number, and here it is none",
                "{'n':'b','v':'1'} | the field 'v' is a number, and here it is none",
                "{'n':7,'v':1} | the field 'n' is a text, and here it is none",
                "{'n':'b','t':'now','v':1} | the field 't' is a number, and here it is none",
                "{'n':'b','v':[1]} | the field 'v' is a number, and here it is none",
                "{'n':'b','v':1e999} | the value is not finite: Infinity",
                "{'v':1} | the sensor's name is empty",
                "{'n':'b','s':5} | neither a value (v) nor a base value (bv)",
                "7 | an element is an object, but this is none",
            })
    void aRecordThatIsNoReadingCostsItselfOnly(String apostrophes, String reason) {
        String record = apostrophes.replace('\'', '"');
        assertThat(read("[{\"n\":\"a\",\"v\":1}," + record + ",{\"n\":\"c\",\"v\":3}]"))
                .containsExactly("0 a@" + NOW + "=1.0", "1 " + reason + "|" + record, "2 c@" + NOW + "=3.0");
    }

    /** Section 4.4: labels that end in an underscore, and versions above 10; and what no record can be read without. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'bver':11} | SenML of version 11; up to 10 is understood",
                "{'bver':NaN} | SenML of version NaN; up to 10 is understood",
                "{'n':'b','v':1,'ct_':'60'} | the field 'ct_' has to be understood, and is not",
                "{'bx_':1} | the field 'bx_' has to be understood, and is not",
                "{'bn':7} | the field 'bn' is a text, and here it is none",
                "{'bt':'now'} | the field 'bt' is a number, and here it is none",
                "{'bv':null} | the field 'bv' is a number, and here it is none",
                "{'bver':'10'} | the field 'bver' is a number, and here it is none",
                "{'bn':'x','bn':'y'} | the field 'bn' appears twice",
            })
    void aPackThatCannotBeTrustedIsOneItem(String apostrophes, String reason) {
        String pack = "[{\"n\":\"a\",\"v\":1}," + apostrophes.replace('\'', '"') + "]";
        assertThat(read(pack)).containsExactly("0 " + reason + "|" + pack);
    }

    /** Section 4.4: unknown labels are passed over. */
    @Test
    void unknownFieldsUnitsSumsAndUpdateTimesArePassedOver() {
        assertThat(
                        read(
                                "[{\"bver\":10,\"bu\":\"A\",\"bs\":1,\"bx\":{},\"n\":\"a\",\"u\":\"V\",\"s\":2,\"ut\":3,\"x\":[{\"v\":9}],\"v\":1}]"))
                .containsExactly("0 a@" + NOW + "=1.0");
    }

    @Test
    void onlyAnArrayIsAPackAndNothingIsKeptForTheNext() {
        assertThat(read("{\"n\":\"a\",\"v\":1}"))
                .containsExactly("0 the message is no JSON array|{\"n\":\"a\",\"v\":1}");
        assertThat(read("[{\"bn\":\"b\",\"bv\":1,\"bt\":5}]"))
                .containsExactly("0 no reading in it|[{\"bn\":\"b\",\"bv\":1,\"bt\":5}]");
        assertThat(read("[{\"n\":\"a\",\"v\":1}]")).containsExactly("0 a@" + NOW + "=1.0");
    }

    private List<String> read(String text) {
        return ItemTexts.of(format, text);
    }
}
