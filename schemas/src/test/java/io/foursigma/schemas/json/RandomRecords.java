// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Records of one reading or nearly so: fields in any order, blanks, numbers of all kinds, and some bytes changed. */
final class RandomRecords {

    private static final String[] NAMES = {
        "a",
        "greenhouse-7/temperature",
        "hall 3/pump",
        "\u00e9\ud83c\udf21",
        "quo\\\"te",
        "x".repeat(256),
        "y".repeat(257),
        "\u0007",
        "~",
        "sensor",
        ""
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1e5",
        "1E+05",
        "-2.5e-3",
        "01",
        "1.",
        "-",
        "1e",
        "NaN",
        "Infinity",
        "null",
        "true",
        "9007199254740992",
        "9007199254740993",
        "4.9e-324",
        "2.4703282292062327e-324",
        "1.7976931348623159e308",
        "123456789012345678",
        "1234567890123456789",
        "0.000000000000000000001",
        "1e22",
        "1e23",
        "8.5e-22",
        "\"1\""
    };
    private static final byte[] BYTES = "{}[],:\"\\ -+0e.9sN\n\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();

    RandomRecords(SplittableRandom random) {
        this.random = random;
    }

    byte[] next() {
        text.setLength(0);
        int rotation = random.nextInt(3);
        blank();
        text.append('{');
        for (int field = 0; field < 3; field++) {
            if (field > 0) {
                text.append(',');
            }
            blank();
            field((field + rotation) % 3);
            blank();
        }
        text.append('}');
        blank();
        byte[] record = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0) {
            record[random.nextInt(record.length)] = BYTES[random.nextInt(BYTES.length)];
        }
        return record;
    }

    private void blank() {
        if (random.nextInt(8) == 0) {
            text.append(random.nextInt(12) == 0 ? '\t' : ' ');
        }
    }

    private void field(int field) {
        text.append(field == 0 ? "\"sensor\"" : field == 1 ? "\"time\"" : "\"value\"");
        blank();
        text.append(':');
        blank();
        switch (field) {
            case 0 -> text.append('"').append(name()).append('"');
            case 1 -> text.append(time());
            default -> text.append(value());
        }
    }

    private String name() {
        return random.nextInt(4) == 0
                ? NAMES[random.nextInt(NAMES.length)]
                : "plant/machine-" + random.nextInt(100_000);
    }

    private String time() {
        return switch (random.nextInt(12)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> Long.toString(random.nextLong());
            default -> Long.toString(random.nextLong(2_000_000_000_000L));
        };
    }

    private String value() {
        return switch (random.nextInt(6)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 2 -> Double.toString(random.nextDouble(-1_000, 1_000));
            case 3 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 4 -> decimal();
            default -> random.nextInt(-100, 100) + "." + random.nextInt(1_000);
        };
    }

    private String decimal() {
        StringBuilder digits = new StringBuilder(random.nextBoolean() ? "-" : "");
        int whole = 1 + random.nextInt(20);
        digits.append(random.nextInt(10));
        for (int i = 1; i < whole; i++) {
            digits.append(random.nextInt(10));
        }
        digits.append('.');
        for (int i = random.nextInt(22); i >= 0; i--) {
            digits.append(random.nextInt(10));
        }
        if (random.nextInt(3) == 0) {
            digits.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-330, 320));
        }
        return digits.toString();
    }
}
