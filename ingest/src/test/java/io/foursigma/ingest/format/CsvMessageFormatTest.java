// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvMessageFormatTest {

    private static final String HEADER = "sensor,time,value\n";

    private final CsvMessageFormat format = new CsvMessageFormat();

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void rowsAreCountedFromTheHeaderOnAndBlankLinesAreNot(String end) {
        String text = end + "unit, value ,time,sensor" + end + end + "K,1.5,1,a" + end + " \t" + end + "\"two" + end
                + "lines\",+.5e1, 1970-01-01T01:00+01:00 ,\"a \"\"b\"\", c\"" + end
                + "K,3.,-9223372036854775808,\u00e9";
        assertThat(read(text)).containsExactly("0 a@1=1.5", "1 a \"b\", c@0=5.0", "2 \u00e9@-9223372036854775808=3.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,1 | the header has 3 fields, and this row 2",
                "a,1,2, | the header has 3 fields, and this row 4",
                "a,1,NaN | the field 'value' is a decimal number, but this is 'NaN'",
                "a,1,0x1p3 | the field 'value' is a decimal number, but this is '0x1p3'",
                "a,1, | the field 'value' is a decimal number, but this is ''",
                "a,1,1e999 | the value is not finite: Infinity",
                "a,9223372036854775808,1 | the time 9223372036854775808 is beyond 64 bits",
                "a,1.0,1 | the time is no ISO-8601 text with an offset: '1.0'",
                "a,2026-02-29T00:00Z,1 | the time is no ISO-8601 text with an offset: '2026-02-29T00:00Z'",
                "a,-1,1 | not at -1",
                ",1,1 | the sensor's name is empty",
                "\"a\"b,1,1 | a quoted field is followed by something else than a comma",
                "\"a,1,1 | a quote is never closed",
            })
    void aRowThatIsNoReadingCostsItselfOnly(String row, String reason) {
        assertThat(read(HEADER + row + "\nb,2,2\n")).containsExactly("0 " + reason + "|" + row, "1 b@2=2.0");
    }

    @Test
    void aRowOrALaterLineThatIsNoUtf8CostsItselfOnly() {
        byte[] text = (HEADER + "\u00ff,1,1\n\"a,1,1\n\u00ff\",2,2\nb,2,2\n").getBytes(ISO_8859_1);
        assertThat(ItemTexts.of(format, text))
                .containsExactly(
                        "0 the row is no UTF-8 text|\u00ff,1,1",
                        "1 a quote is never closed|\"a,1,1",
                        "2 the row is no UTF-8 text|\u00ff\",2,2",
                        "3 b@2=2.0");
    }

    @Test
    void bytesOfARowOfSeveralLinesAreWhole() {
        assertThat(read(HEADER + "\"a\r\nb\",1\r\nc,2,2\r\n"))
                .containsExactly("0 the header has 3 fields, and this row 2|\"a\r\nb\",1", "1 c@2=2.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a,1,1\n",
                "sensor,time\na,1",
                "sensor,time,value,value\na,1,1,1",
                "\"sensor,time,value\na,1,1"
            })
    void withoutAHeaderTheMessageIsOneItem(String text) {
        assertThat(read(text))
                .containsExactly("0 the first line is no header that names sensor, time and value once each|" + text);
    }

    @Test
    void aHeaderAloneIsOneItem() {
        assertThat(read(HEADER)).containsExactly("0 no row follows the header|" + HEADER);
    }

    @Test
    void aMarkOfUtf8BeforeTheHeaderIsPassedOver() {
        assertThat(read("\ufeff" + HEADER + "a,1,1")).containsExactly("0 a@1=1.0");
    }

    /** Each line closes the quote of the one before and opens one of its own; looked ahead from each anew, this takes 20 s. */
    @Test
    @Timeout(5)
    void quotesThatAreNeverClosedCostNoMoreThanOthers() {
        String line = "x".repeat(398) + "\",\"\n";
        List<String> items = read(HEADER + line.repeat(9_900) + "\",2\nb,2,2\n");
        assertThat(items).hasSize(9_900 - 1_000 + 2);
        assertThat(items.get(0)).startsWith("0 a quote is never closed|xxx");
        assertThat(items.get(8_900)).startsWith("8900 the header has 3 fields, and this row 1002|xxx");
        assertThat(items.get(8_901)).isEqualTo("8901 b@2=2.0");
    }

    /** What an open quote comes to in a line that was looked at from an earlier row. */
    @Test
    void aRowWithinTheLinesThatWereLookedAtIsReadAsIfTheyWereNot() {
        assertThat(read(HEADER + "\"\nx\",\"1\ny\",2,\"3\nz\"z\n"))
                .containsExactly(
                        "0 a quoted field is followed by something else than a comma|\"",
                        "1 a quoted field is followed by something else than a comma|x\",\"1",
                        "2 a quoted field is followed by something else than a comma|y\",2,\"3",
                        "3 the header has 3 fields, and this row 1|z\"z");
    }

    private List<String> read(String text) {
        return ItemTexts.of(format, text);
    }
}
