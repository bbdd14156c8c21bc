// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesFormatTest {

    private static final String A1 = "{\"sensor\":\"a\",\"time\":1,\"value\":1.5}";
    private static final String A2 = "{\"sensor\":\"a\",\"time\":2,\"value\":2.5}";

    private final JsonLinesFormat format = new JsonLinesFormat();

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void itemsAreCountedOnThroughLinesArraysAndBlankLines(String end) {
        String text = end + A1 + end + "[" + A2 + ",7," + A1 + "]" + end + " \t" + end + A2;
        assertThat(read(text))
                .containsExactly(
                        "0 a@1=1.5",
                        "1 a@2=2.5",
                        "2 a reading is an object, but this is a whole number (out of range?)|7",
                        "3 a@1=1.5",
                        "4 a@2=2.5");
    }

    @Test
    void aLineThatIsNoJsonIsOneItemAndTheOthersStand() {
        String cut = "{\"sensor\":\"a\",";
        List<String> items = read(A1 + "\n[" + A1 + "," + cut + "\n" + A1 + A2 + "\n[]\n" + A2 + "\n");
        assertThat(items).hasSize(5);
        assertThat(items.get(1)).startsWith("1 no JSON: ").endsWith("|[" + A1 + "," + cut);
        assertThat(items.get(2))
                .startsWith("2 something follows the JSON value")
                .endsWith("|" + A1 + A2);
        assertThat(items.get(3)).isEqualTo("3 an empty array|[]");
        assertThat(items.get(4)).isEqualTo("4 a@2=2.5");
    }

    @Test
    void aTimeThatIsNotAcceptedIsMalformed() {
        String early = A1.replace("1,", "-1,");
        assertThat(read(early + "\n" + A2)).containsExactly("0 not at -1|" + early, "1 a@2=2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t\n"})
    void aMessageOfBlanksIsOneItem(String blanks) {
        assertThat(read(blanks)).containsExactly("0 nothing in it|" + blanks);
    }

    /** An overlong slash, which the parser of JSON would take for one. */
    @Test
    void aLineThatIsNoUtf8CostsItselfOnly() {
        String slash = A1.replace("\"a\"", "\"a\u00c0\u00afb\"");
        assertThat(ItemTexts.of(format, (slash + "\n" + A2).getBytes(ISO_8859_1)))
                .containsExactly("0 no JSON: the bytes are no UTF-8 text|" + slash, "1 a@2=2.5");
    }

    @Test
    void aMarkOfUtf8IsNoJson() {
        List<String> items = read("\ufeff" + A1 + "\n" + A2);
        assertThat(items.get(0)).startsWith("0 no JSON: ").endsWith("|\u00ef\u00bb\u00bf" + A1);
        assertThat(items.get(1)).isEqualTo("1 a@2=2.5");
    }

    private List<String> read(String text) {
        return ItemTexts.of(format, text);
    }
}
