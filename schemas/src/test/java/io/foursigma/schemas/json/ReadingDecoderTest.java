// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder makes of a record is what {@link ReadingJson} makes of it. */
final class ReadingDecoderTest {

    /** More of them by hand: {@code -Dfoursigma.fuzz.records=100000000}. */
    private static final long RECORDS = Long.getLong("foursigma.fuzz.records", 1_000_000);

    private final ReadingDecoder decoder = new ReadingDecoder();
    private final Outcome decoded = new Outcome();
    private final Outcome expected = new Outcome();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sensor\":\"a\",\"time\":1700000000123,\"value\":21.375}",
                "{ \"value\" : -0.1e-7 , \"sensor\" : \"a b~\" , \"time\" : 0 } ",
                "{\"sensor\":\"a\",\"time\":999999999999999999,\"value\":9007199254740993}",
                "{\"sensor\":\"a\",\"time\":1000000000000000000,\"value\":1}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":-0}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":-0.0}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":0.30000000000000004}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":2.2250738585072011e-308}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1e309}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1e0999}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1e-9999}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":123456789012345678901234567890123456789012345678}",
                "{\"sensor\":\"a\",\"time\":01,\"value\":1}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":01}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1.}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":.5}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1e}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":+1}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":NaN}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1}x",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1,}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1",
                "{\"sensor\":\"a\",\"time\":1}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1,\"value\":2}",
                "{\"sensor\":\"\",\"time\":1,\"value\":1}",
                "{\"sensor\":\"\\u0061\",\"time\":1,\"value\":1}",
                "{\"sensor\":\"\u00e9\ud83c\udf21\",\"time\":1,\"value\":1}",
                "{\"sensor\":\"a\",\"time\":-1,\"value\":1}",
                "{\"sensor\":\"a\",\"time\":\"2026-03-01T12:00:00Z\",\"value\":1}",
                "{\"sensor\":\"a\",\"time\":1,\"value\":1,\"unit\":\"K\"}",
                "[{\"sensor\":\"a\",\"time\":1,\"value\":1},{\"sensor\":\"b\",\"time\":2,\"value\":2}]",
                "",
            })
    void recordIsReadAsReadingJsonReadsIt(String record) {
        compare(record.getBytes(StandardCharsets.UTF_8), record);
        compare(record.replace('\u00e9', '\u00ff').getBytes(StandardCharsets.ISO_8859_1), record);
    }

    @Test
    void lastByteThatIsNoAsciiIsSeen() {
        byte[] record = "{\"sensor\":\"a\",\"time\":1,\"value\":1} ".getBytes(StandardCharsets.US_ASCII);
        for (int last = Byte.MIN_VALUE; last <= Byte.MAX_VALUE; last++) {
            record[record.length - 1] = (byte) last;
            compare(record, "last byte " + last);
        }
    }

    @Test
    void recordWithoutAValueIsMalformed() {
        decoder.read(null, decoded);
        assertThat(decoded.malformed).isEqualTo("0 the record has no value ");
    }

    @Test
    void nameOfASensorIsTheSameTextEachTime() {
        compare(record("a", 1), "a");
        String first = decoded.sensor;
        compare(record("a", 2), "a");
        assertThat(decoded.sensor).isSameAs(first);
    }

    /** Two names that fall to one place, and more names than are kept. */
    @Test
    void namesAreNeverTakenForEachOther() {
        for (int round = 0; round < 2; round++) {
            for (int number = 0; number < 300_000; number++) {
                String name = "plant/hall-" + number % 7 + "/machine-" + number;
                compare(record(name, number), name);
            }
            compare(record("Aa", 1), "Aa");
            compare(record("BB", 1), "BB");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void randomRecordsAreReadAsReadingJsonReadsThem(long seed) {
        RandomRecords records = new RandomRecords(new SplittableRandom(seed));
        for (long number = 0; number < RECORDS / 2; number++) {
            byte[] record = records.next();
            compare(record, "seed " + seed + ", record " + number);
        }
        assertThat(decoded.readings).as("seed %d", seed).isGreaterThan(RECORDS / 8);
        assertThat(decoded.malformations).as("seed %d", seed).isGreaterThan(RECORDS / 100);
    }

    private static byte[] record(String sensor, int time) {
        return ("{\"sensor\":\"" + sensor + "\",\"time\":" + time + ",\"value\":1.5}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void compare(byte[] record, String what) {
        decoder.read(record, decoded);
        ReadingJson.read(record, expected);
        if (!decoded.isTheSameAs(expected)) {
            fail("%s: %s, not %s: %s", what, decoded, expected, new String(record, StandardCharsets.ISO_8859_1));
        }
        decoded.forget();
        expected.forget();
    }

    /** What the last record came to; its last reading, and all that was malformed. */
    private static final class Outcome implements ReadingSink {
        private long readings;
        private long malformations;
        private int items;
        private @Nullable String sensor;
        private int index;
        private long time;
        private long valueBits;
        private String malformed = "";

        @Override
        public @Nullable String problem(long time) {
            return time == 0 ? "not at zero" : null;
        }

        @Override
        public void reading(int index, String sensor, long time, double value) {
            readings++;
            items++;
            this.index = index;
            this.sensor = sensor;
            this.time = time;
            valueBits = Double.doubleToRawLongBits(value);
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            malformations++;
            items++;
            malformed += index + " " + reason + " " + new String(bytes, StandardCharsets.ISO_8859_1);
        }

        boolean isTheSameAs(Outcome other) {
            return items == other.items
                    && index == other.index
                    && time == other.time
                    && valueBits == other.valueBits
                    && String.valueOf(sensor).equals(String.valueOf(other.sensor))
                    && malformed.equals(other.malformed);
        }

        void forget() {
            items = 0;
            malformed = "";
        }

        @Override
        public String toString() {
            return sensor + " " + time + " " + Double.longBitsToDouble(valueBits) + " " + malformed;
        }
    }
}
