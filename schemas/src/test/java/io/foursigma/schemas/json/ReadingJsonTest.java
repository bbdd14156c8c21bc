// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadItems.Bad;
import io.foursigma.schemas.json.ReadItems.Good;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingJsonTest {

    private static final String GOOD = "{\"sensor\":\"a\",\"time\":1,\"value\":2.5}";

    @Test
    void objectIsOneReading() {
        assertThat(ReadItems.of(GOOD)).containsExactly(new Good(0, "a", 1, 2.5));
    }

    @Test
    void orderOfFieldsAndUnknownFieldsDoNotMatter() {
        assertThat(ReadItems.of(" {\"unit\":\"K\",\"value\":-7,\"tags\":{\"sensor\":[{\"time\":\"x\"}],\"value\":null},"
                        + "\"time\":-5,\"flags\":[true,[]],\"sensor\":\"b\"}\n"))
                .containsExactly(new Good(0, "b", -5, -7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'time':1,'value':2} | the field 'sensor' is missing",
                "{'sensor':'a','value':2} | the field 'time' is missing",
                "{'sensor':'a','time':1} | the field 'value' is missing",
                "{} | the field 'sensor' is missing",
                "{'sensor':'','time':1,'value':2} | the sensor's name is empty",
                "{'sensor':null,'time':1,'value':2} | the field 'sensor' is a text, but this is null",
                "{'sensor':7,'time':1,'value':2} | the field 'sensor' is a text, but this is a whole number",
                "{'sensor':['a'],'time':1,'value':2} | the field 'sensor' is a text, but this is an array",
                "{'sensor':{'time':1},'time':1,'value':2} | the field 'sensor' is a text, but this is an object",
                "{'sensor':'\\ud800','time':1,'value':2} | a lone surrogate",
                "{'sensor':'\\udc00\\ud800','time':1,'value':2} | a lone surrogate",
                "{'sensor':'a','sensor':'a','time':1,'value':2} | the field 'sensor' appears twice",
                "{'sensor':'a','time':1,'time':1,'value':2} | the field 'time' appears twice",
                "{'sensor':'a','time':1,'value':2,'value':2} | the field 'value' appears twice",
                "{'sensor':'a','time':1.5,'value':2} | but this is a fractional number",
                "{'sensor':'a','time':1.0,'value':2} | but this is a fractional number",
                "{'sensor':'a','time':1e3,'value':2} | but this is a fractional number",
                "{'sensor':'a','time':9223372036854775808,'value':2} | but this is a whole number (out of range?)",
                "{'sensor':'a','time':true,'value':2} | but this is true or false",
                "{'sensor':'a','time':null,'value':2} | but this is null",
                "{'sensor':'a','time':'2026-03-01T12:00:00','value':2} | no ISO-8601 text with an offset",
                "{'sensor':'a','time':'2026-02-30T12:00:00Z','value':2} | no ISO-8601 text with an offset",
                "{'sensor':'a','time':'1700000000123','value':2} | no ISO-8601 text with an offset",
                "{'sensor':'a','time':'','value':2} | no ISO-8601 text with an offset",
                "{'sensor':'a','time':1,'value':'2.5'} | the field 'value' is a number, but this is a text",
                "{'sensor':'a','time':1,'value':null} | the field 'value' is a number, but this is null",
                "{'sensor':'a','time':1,'value':false} | the field 'value' is a number, but this is true or false",
                "{'sensor':'a','time':1,'value':NaN} | not finite: NaN",
                "{'sensor':'a','time':1,'value':Infinity} | not finite: Infinity",
                "{'sensor':'a','time':1,'value':-Infinity} | not finite: -Infinity",
                "{'sensor':'a','time':1,'value':1e999} | not finite: Infinity",
                "{'sensor':'a','time':1,'value':-1e999} | not finite: -Infinity",
                "42 | a reading is an object, but this is a whole number",
                "'text' | a reading is an object, but this is a text",
                "null | a reading is an object, but this is null",
                "[] | an empty array",
                "{'sensor':'a','time':1,'value':2 | no JSON: Unexpected end-of-input",
                "{sensor:'a'} | no JSON: Unexpected character",
                "hello | no JSON: Unrecognized token 'hello'",
                "{'sensor':'a','time':01,'value':2} | no JSON: Invalid numeric value",
                "{'sensor':'a','time':1,'value':.5} | no JSON: Unexpected character",
            })
    void recordThatIsNoReadingSaysWhyAndIsKeptWhole(String shape, String reason) {
        String record = shape.replace('\'', '"');
        Bad malformed = ReadItems.malformed(record);
        assertThat(malformed.index()).isZero();
        assertThat(malformed.reason()).contains(reason).doesNotContain("\n");
        assertThat(malformed.bytes()).isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{} x", GOOD + GOOD, GOOD + "\n" + GOOD, GOOD + ",", GOOD + "]", "[" + GOOD + "] 1", "[] []"})
    void textThatFollowsSpoilsTheWholeRecord(String record) {
        assertThat(ReadItems.malformed(record).bytes()).isEqualTo(record);
    }

    @Test
    void firstReasonIsKept() {
        assertThat(ReadItems.malformed("{\"value\":\"x\",\"time\":\"y\"}").reason())
                .contains("the field 'value' is a number");
    }

    @Test
    void recordWithoutValueAndEmptyRecordAreMalformed() {
        assertThat(ReadItems.of((byte[]) null)).containsExactly(new Bad(0, "the record has no value", ""));
        assertThat(ReadItems.of("")).containsExactly(new Bad(0, "nothing in it", ""));
        assertThat(ReadItems.of(" \n ")).containsExactly(new Bad(0, "nothing in it", " \n "));
    }

    @Test
    void invalidUtf8IsMalformedAsAWhole() {
        String record = "[" + GOOD + ",{\"sensor\":\"\u00ff\u00c3\",\"time\":1,\"value\":2}]";
        Bad malformed = (Bad) ReadItems.only(ReadItems.of(record.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(malformed.reason()).startsWith("no JSON: Invalid UTF-8");
        assertThat(malformed.bytes()).isEqualTo(record);
    }

    /** An overlong slash, half of a surrogate pair, and a character beyond the last one: Jackson takes all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080"})
    void bytesThatOnlyLookLikeUtf8NameNoSensor(String bytes) {
        String record = GOOD.replace("\"a\"", "\"a" + bytes + "b\"");
        Bad malformed = (Bad) ReadItems.only(ReadItems.of(record.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(malformed.reason()).startsWith("no JSON: ").contains("UTF-8");
        assertThat(malformed.bytes()).isEqualTo(record);
    }

    @Test
    void ofManyItemsOneMoreIsHandedOverThanTheSinkTakes() {
        assertThat(upTo(2, "[" + "7,".repeat(1_000) + "7]")).containsExactly(0, 1, 2);
        assertThat(upTo(2, "[7,7]")).containsExactly(0, 1);
        assertThat(upTo(2, "[" + "7,".repeat(1_000) + "7"))
                .as("all of it is looked at, and is no JSON")
                .containsExactly(0);
    }

    private static List<Integer> upTo(int most, String record) {
        List<Integer> indexes = new ArrayList<>();
        ReadingJson.read(record.getBytes(StandardCharsets.UTF_8), new ReadingSink() {
            @Override
            public int mostItems() {
                return most;
            }

            @Override
            public void reading(int index, String sensor, long time, double value) {
                indexes.add(index);
            }

            @Override
            public void malformed(int index, String reason, byte[] bytes) {
                indexes.add(index);
            }
        });
        return indexes;
    }

    @Test
    void otherEncodingsThanUtf8AreMalformed() {
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
            for (String text : List.of(GOOD, "[1," + GOOD + "]")) {
                byte[] record = text.getBytes(charset);
                Bad malformed = (Bad) ReadItems.only(ReadItems.of(record));
                assertThat(malformed.bytes().getBytes(StandardCharsets.ISO_8859_1))
                        .isEqualTo(record);
            }
        }
    }

    @Test
    void badElementsOfAnArrayKeepTheirExactBytesWhileTheOthersStand() {
        String[] bad = {
            "1",
            "-2.5e3",
            "\"\u00e9 \\u00e9]\"",
            "null",
            "true",
            "[]",
            "[[1,{\"a\":2}],3]",
            "{}",
            "{\"sensor\":[1,2]}",
            "NaN"
        };
        StringBuilder record = new StringBuilder(" [ ");
        List<String> slices = new ArrayList<>();
        for (String one : bad) {
            record.append(one).append(" ,").append(GOOD).append("\n, ");
            slices.add(new String(one.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        record.append(GOOD).append(" ]  ");

        List<ReadItems.Item> items = ReadItems.of(record.toString());

        assertThat(items).hasSize(2 * bad.length + 1);
        for (int i = 0; i < items.size(); i++) {
            if (i % 2 == 0 && i < 2 * bad.length) {
                assertThat(((Bad) items.get(i)).bytes()).isEqualTo(slices.get(i / 2));
                assertThat(items.get(i).index()).isEqualTo(i);
            } else {
                assertThat(items.get(i)).isEqualTo(new Good(i, "a", 1, 2.5));
            }
        }
    }

    @Test
    void readingThatTheSinkDoesNotWantIsHandedOverWithTheBytesOfItsElement() {
        List<String> seen = new ArrayList<>();
        ReadingJson.read(
                ("[" + GOOD + ", " + GOOD.replace(":1,", ":9,") + "]").getBytes(StandardCharsets.UTF_8),
                new ReadingSink() {
                    @Override
                    public @Nullable String problem(long time) {
                        return time == 9 ? "nine" : null;
                    }

                    @Override
                    public void reading(int index, String sensor, long time, double value) {
                        seen.add(index + " " + sensor);
                    }

                    @Override
                    public void malformed(int index, String reason, byte[] bytes) {
                        seen.add(index + " " + reason + " " + new String(bytes, StandardCharsets.UTF_8));
                    }
                });
        assertThat(seen).containsExactly("0 a", "1 nine {\"sensor\":\"a\",\"time\":9,\"value\":2.5}");
    }

    @Test
    void longLineIsKeptWhole() {
        String record = "x".repeat(900_000);
        assertThat(ReadItems.malformed(record).bytes()).isEqualTo(record);
        String element = "{\"sensor\":\"" + "y".repeat(900_000) + "\"}";
        List<ReadItems.Item> items = ReadItems.of("[" + element + "," + GOOD + "]");
        assertThat(((Bad) items.get(0)).bytes()).isEqualTo(element);
        assertThat(items.get(1)).isEqualTo(new Good(1, "a", 1, 2.5));
    }

    @Test
    void deepNestingIsMalformedAndNoStackOverflow() {
        String record = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(ReadItems.malformed(record).reason()).contains("nesting depth");
    }

    @Test
    void namesMayHave256CharactersOfAnySize() {
        for (String character : List.of("a", "\u00e9", "\ud83c\udf21")) {
            String longest = character.repeat(256);
            assertThat(ReadItems.reading("{\"sensor\":\"" + longest + "\",\"time\":1,\"value\":2}")
                            .sensor())
                    .isEqualTo(longest);
            Bad tooLong = ReadItems.malformed("{\"sensor\":\"" + longest + character + "\",\"time\":1,\"value\":2}");
            assertThat(tooLong.reason()).isEqualTo("the sensor's name has 257 characters; 256 are allowed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "2026-03-01T12:00:00.123+01:00, 1772362800123",
        "2026-03-01T11:00Z, 1772362800000",
        "2026-03-01t11:00:00z, 1772362800000",
        "2026-03-01T11:00:00.1239999Z, 1772362800123",
        "1969-12-31T23:59:59.9995Z, -1",
        "2026-03-01T11:00:00+00:00:30, 1772362770000",
    })
    void timesAsTextAreRoundedDownToMilliseconds(String text, long millis) {
        assertThat(ReadItems.reading("{\"sensor\":\"a\",\"time\":\"" + text + "\",\"value\":2}")
                        .time())
                .isEqualTo(millis);
    }

    @Test
    void timesReachFromTheLeastToTheGreatestLong() {
        for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0}) {
            assertThat(ReadItems.reading("{\"sensor\":\"a\",\"time\":" + time + ",\"value\":2}")
                            .time())
                    .isEqualTo(time);
        }
    }

    @Test
    void valuesAreTheNearestDoubles() {
        String[] texts = {
            "-0.0",
            "5e-324",
            "2e-324",
            "1e-400",
            "1.7976931348623157e308",
            "0.1",
            "9007199254740993",
            "123456789012345678901234567890",
            "1e+2",
            "2.2250738585072012e-308",
            "0.1000000000000000055511151231257827"
        };
        for (String text : texts) {
            assertThat(valueOf(text)).as(text).isEqualTo(bits(Double.parseDouble(text)));
        }
    }

    @Test
    void minusZeroWithoutAFractionIsZero() {
        assertThat(valueOf("-0")).isEqualTo(bits(0.0));
    }

    @Test
    void hugeWholeNumbersAreReadOrRefusedLikeAnyOther() {
        assertThat(valueOf("1" + "0".repeat(300))).isEqualTo(bits(1e300));
        assertThat(ReadItems.malformed("{\"sensor\":\"a\",\"time\":1,\"value\":1" + "0".repeat(400) + "}")
                        .reason())
                .contains("not finite");
        assertThat(ReadItems.malformed("{\"sensor\":\"a\",\"time\":1,\"value\":1" + "0".repeat(2_000) + "}")
                        .reason())
                .contains("exceeds the maximum");
    }

    @Test
    void everyFiniteDoubleSurvivesBitForBit() {
        long seed = 20_260_301;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            long time = random.nextLong();
            if (Double.isFinite(value)) {
                Good back = (Good) ReadItems.only(ReadItems.of(ReadingJson.bytes(new Reading("a", time, value))));
                if (bits(back.value()) != bits(value) || back.time() != time) {
                    fail("seed %d: %s at %d came back as %s", seed, value, time, back);
                }
            }
        }
    }

    private static long valueOf(String text) {
        return bits(ReadItems.reading("{\"sensor\":\"a\",\"time\":1,\"value\":" + text + "}")
                .value());
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
