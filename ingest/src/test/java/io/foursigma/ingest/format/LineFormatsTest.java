// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** NDJSON and CSV as messages: a line is an item, and items are counted through. */
class LineFormatsTest {

    private final PayloadFormat ndjson = new JsonLinesFormat();
    private final PayloadFormat csv = new CsvMessageFormat();

    @Test
    void itemsOfLinesAreCountedThrough() {
        assertThat(Items.of(
                        ndjson,
                        "\n{\"sensor\":\"a\",\"time\":1,\"value\":1}\r\n \t\n[{\"sensor\":\"b\",\"time\":2,\"value\":2},3]\nx\n"
                                + "{\"sensor\":\"c\",\"time\":3,\"value\":3}"))
                .hasSize(5)
                .startsWith("0 a 1 1.0", "1 b 2 2.0")
                .endsWith("4 c 3 3.0")
                .satisfies(lines -> assertThat(lines.get(2)).endsWith("[3]"))
                .satisfies(lines ->
                        assertThat(lines.get(3)).startsWith("3 no JSON").endsWith("[x]"));
        assertThat(Items.of(ndjson, " \n\n")).containsExactly("0 nothing in it [ \n\n]");
        assertThat(Items.of(ndjson, "")).containsExactly("0 nothing in it []");
    }

    @Test
    void rowsAreReadByTheirHeader() {
        assertThat(
                        Items.of(
                                csv,
                                "\ufeffunit, value ,time,sensor\nK,1.5,1,a\n\nK,+2.5e0 , 1970-01-01T01:00:00.002+01:00 ,\"b, \"\"c\"\"\"\r\n"))
                .containsExactly("0 a 1 1.5", "1 b, \"c\" 2 2.5");
    }

    @Test
    void eachRowThatIsNoReadingSaysWhy() {
        assertThat(
                        Items.of(
                                csv,
                                "sensor,time,value\na,1\na,x,1\na,1,NaN\n,1,1\na,99999999999999999999,1\n\"a\"b,1,1\n\"a,1,1\na,2,2\na,1,1e999"))
                .containsExactly(
                        "0 the header has 3 fields, and this row 2 [a,1]",
                        "1 the time is no ISO-8601 text with an offset: 'x' [a,x,1]",
                        "2 the field 'value' is a decimal number, but this is 'NaN' [a,1,NaN]",
                        "3 the sensor's name is empty [,1,1]",
                        "4 the time is no ISO-8601 text with an offset: '99999999999999999999' [a,99999999999999999999,1]",
                        "5 a quoted field is followed by something else than a comma [\"a\"b,1,1]",
                        "6 a quote is never closed [\"a,1,1]",
                        "7 a 2 2.0",
                        "8 the value is not finite: Infinity [a,1,1e999]");
        assertThat(Items.of(csv, "sensor,time,value\n\u00e9,1,1\n".getBytes(ISO_8859_1)))
                .singleElement()
                .asString()
                .startsWith("0 the row is no UTF-8 text");
        assertThat(Items.of(csv, "sensor,time,value\na,9999999999999999999,1\n"))
                .containsExactly("0 the time 9999999999999999999 is beyond 64 bits [a,9999999999999999999,1]");
    }

    @Test
    void textWithoutHeaderOrRowsIsOneItem() {
        assertThat(Items.of(csv, ""))
                .containsExactly("0 the first line is no header that names sensor, time and value once each []");
        assertThat(Items.of(csv, "a,1,2\n")).hasSize(1);
        assertThat(Items.of(csv, "sensor,time,value\n"))
                .containsExactly("0 no row follows the header [sensor,time,value\n]");
    }
}
