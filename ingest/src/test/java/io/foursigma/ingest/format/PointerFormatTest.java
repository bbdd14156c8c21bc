// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and times where JSON pointers lead to, those of RFC 6901 among them. */
final class PointerFormatTest {

    private final PayloadFormat timed =
            new PointerFormat("hall", JsonPointer.compile("/data/v"), JsonPointer.compile("/data/t"));

    @ParameterizedTest
    @CsvSource({"/, 0", "/a~1b, 1", "/c%d, 2", "/e^f, 3", "/g|h, 4", "/i\\j, 5", "/k\"l, 6", "'/ ', 7", "/m~0n, 8"})
    void pointersOfTheStandard(String pointer, double value) {
        String document = "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,"
                + "\"k\\\"l\":6,\" \":7,\"m~n\":8}";
        assertThat(ItemTexts.of(new PointerFormat("hall", JsonPointer.compile(pointer), null), document))
                .containsExactly("0 hall@" + ItemTexts.NOW + "=" + value);
    }

    @Test
    void theTimeIsANumberOrAText() {
        assertThat(ItemTexts.of(timed, "{\"data\":{\"t\":5,\"v\":1.5}}")).containsExactly("0 hall@5=1.5");
        assertThat(ItemTexts.of(timed, "{\"data\":{\"v\":1,\"t\":\"1970-01-01T01:00:00.005+01:00\"}}"))
                .containsExactly("0 hall@5=1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; there is nothing at /data/v",
                "{\"data\":{\"v\":1}}; there is nothing at /data/t",
                "{\"data\":[1,2]}; there is nothing at /data/v",
                "{\"data\":{\"v\":\"1\",\"t\":5}}; what stands at /data/v is no number",
                "{\"data\":{\"v\":{\"v\":1},\"t\":5}}; what stands at /data/v is no number",
                "{\"data\":{\"v\":1,\"t\":5,\"v\":1}}; what /data/v leads to is there twice",
                "{\"data\":{\"v\":1,\"t\":5},\"data\":{\"v\":2}}; what /data/v leads to is there twice",
                "{\"data\":{\"v\":1,\"t\":5,\"t\":6}}; what /data/t leads to is there twice",
                "{\"data\":{\"v\":1,\"t\":5.0}}; what stands at /data/t is neither a whole number of epoch milliseconds nor ISO-8601 text",
                "{\"data\":{\"v\":1,\"t\":99999999999999999999}}; what stands at /data/t is neither a whole number of epoch milliseconds nor ISO-8601 text",
                "{\"data\":{\"v\":1,\"t\":\"noon\"}}; the time is no ISO-8601 text with an offset: 'noon'",
                "{\"data\":{\"v\":1,\"t\":-1}}; not at -1",
                "{\"data\":{\"v\":NaN,\"t\":5}}; the value is not finite: NaN",
                "{\"data\":{\"v\":1,\"t\":5}}1; something follows the JSON value",
                "' '; nothing in it"
            })
    void whatIsNoReadingIsRefusedAsAWhole(String document, String reason) {
        assertThat(ItemTexts.of(timed, document)).containsExactly("0 " + reason + "|" + document);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThat(ItemTexts.of(timed, "{\"data\":{\"v\":1,\"t\":5}"))
                .singleElement()
                .asString()
                .startsWith("0 no JSON: ");
        assertThat(ItemTexts.of(timed, "{\"data\":{\"v\":1,\"t\":5,\"\u00e9\":1}}".getBytes(ISO_8859_1)))
                .singleElement()
                .asString()
                .startsWith("0 no JSON: ");
    }
}
