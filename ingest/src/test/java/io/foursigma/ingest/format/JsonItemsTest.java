// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.ingest.format.JsonItems.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements of which each field is a value of the sensor of its name, at time 0. */
final class JsonItemsTest {

    private static final PayloadFormat FIELDS = (payload, received, sink) -> JsonItems.read(
            payload,
            false,
            (in, items) -> {
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    JsonToken token = in.nextToken();
                    if (field.equals("stop")) {
                        throw new MalformedMessageException("stopped");
                    }
                    if (token.isNumeric()) {
                        items.value(field, 0, in.getDoubleValue());
                    } else {
                        items.malformed("no number");
                        in.skipChildren();
                    }
                }
            },
            sink);

    @Test
    void bytesOfAMalformedItemAreThoseOfItsElement() {
        assertThat(read(" [ {\"a\":1} , {\"b\":[1,{}] , \"c\":2 } , 12.5 , \"\\u00e9]\" , [ 1 , [ ] ] , null ] \n"))
                .containsExactly(
                        "0 a@0=1.0",
                        "1 no number|{\"b\":[1,{}] , \"c\":2 }",
                        "2 c@0=2.0",
                        "3 an element is an object, but this is none|12.5",
                        "4 an element is an object, but this is none|\"\\u00e9]\"",
                        "5 an element is an object, but this is none|[ 1 , [ ] ]",
                        "6 an element is an object, but this is none|null");
        assertThat(read(" {\"\u00e9\":true} ")).containsExactly("0 no number|{\"\u00c3\u00a9\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},{\"a\":2}",
                "[{\"a\":1},]",
                "[{\"a\":1}]]",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1},",
                "{\"a\":01}",
                "{\"a\":1,\"b\":tru}",
                "\ufeff{\"a\":1}",
                "{\"a\":1,\"\\ud800\":2}",
                "{\"a\":1,\"stop\":2}",
                "",
                " ",
                "[]",
                "[{}]",
            })
    void aMessageThatIsNoneAsAWholeIsOneItemWithAllBytes(String text) {
        List<String> items = read(text);
        assertThat(items).hasSize(1);
        assertThat(items.get(0)).startsWith("0 ").endsWith("|" + text.replace("\ufeff", "\u00ef\u00bb\u00bf"));
    }

    @Test
    void depthAndLengthOfNumbersAndNamesHaveTheLimitsOfReadings() {
        assertThat(read("{\"a\":1,\"b\":" + "[".repeat(999) + "]".repeat(999) + "}"))
                .hasSize(2);
        assertThat(read("{\"a\":1,\"b\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
                .singleElement()
                .asString()
                .startsWith("0 no JSON: ");
        assertThat(read("{\"a\":" + "9".repeat(300) + "}"))
                .singleElement()
                .asString()
                .startsWith("0 a@0=1.0E300");
        assertThat(read("{\"a\":" + "9".repeat(1_001) + "}"))
                .singleElement()
                .asString()
                .startsWith("0 no JSON: ");
        assertThat(read("{\"a\":1,\"" + "n".repeat(50_001) + "\":1}"))
                .singleElement()
                .asString()
                .startsWith("0 no JSON: ");
    }

    @Test
    void valuesAndNamesThatNoReadingHasAreItemsThatAreNone() {
        assertThat(read("{\"a\":NaN,\"b\":1e999,\"\":1,\"" + "x".repeat(257) + "\":1,\"c\":5e-324}"))
                .satisfiesExactly(
                        item -> assertThat(item).startsWith("0 the value is not finite: NaN|"),
                        item -> assertThat(item).startsWith("1 the value is not finite: Infinity|"),
                        item -> assertThat(item).startsWith("2 the sensor's name is empty|"),
                        item -> assertThat(item).startsWith("3 the sensor's name has 257 characters"),
                        item -> assertThat(item).isEqualTo("4 c@0=4.9E-324"));
    }

    private static List<String> read(String text) {
        return ItemTexts.of(FIELDS, text);
    }

    /** Two million items would not fit into a small memory, and more than are taken are of no use. */
    @Test
    void ofManyItemsOneMoreIsHandedOverThanTheSinkTakes() {
        PayloadFormat telemetry = new TelemetryFormat("d");
        String many = "[{\"a\":1,\"b\":2},{\"a\":\"x\"}" + ",7".repeat(1_000) + "]";
        assertThat(ItemTexts.upTo(2, telemetry, many))
                .containsExactly(
                        "0 d/a@" + ItemTexts.NOW + "=1.0",
                        "1 d/b@" + ItemTexts.NOW + "=2.0",
                        "2 the value of 'a' is no number|{\"a\":\"x\"}");
        assertThat(ItemTexts.upTo(2, telemetry, many.substring(0, many.length() - 1)))
                .as("all of it is looked at, and is no JSON")
                .hasSize(1);
        assertThat(ItemTexts.upTo(2, new JsonLinesFormat(), "7\n[7,7,7,7,7]\n")).hasSize(3);
    }
}
