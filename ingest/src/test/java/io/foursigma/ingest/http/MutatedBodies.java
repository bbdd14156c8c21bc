// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bodies that were good once: bytes flipped, cut out, put in and doubled, and pieces of other bodies spliced in. */
final class MutatedBodies {

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"\"",
            "\\",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "\0",
            "-",
            "+",
            ".",
            "e",
            "_",
            "0",
            "-0",
            "1e999",
            "1e-400",
            "-1.5E+3",
            "NaN",
            "-Infinity",
            "+INF",
            "null",
            "true",
            "[]",
            "{}",
            "[[[[",
            "]]]]",
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "0.1e",
            "268435456",
            "268435455.9995",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\\u0000",
            "\ud83d\ude00",
            "\u00e9",
            "\ufeff",
            "\u2028",
            "\u00a0",
            "\"sensor\":\"b\",",
            "\"time\":7,",
            "\"value\":8,",
            "\"ts\":9,",
            "\"values\":{\"k\":1},",
            "\"bn\":\"c\",",
            "\"bt\":-3,",
            "\"bv\":2,",
            "\"bver\":11,",
            "\"vb\":true,",
            "\"t\":1,",
            "\"x_\":1,",
            "\"n\":\"d\",",
            "sensor",
            "time",
            "value",
            "sensor,time,value\n",
            "a,1,2\n",
            "\"a\nb\",3,4\n",
            "1970-01-01T00:00:00.005Z",
            "\"1970-01-01T01:00+01:00\"",
            "x".repeat(260));

    /** What has no Unicode character: a lone byte, an overlong slash, half a pair of surrogates, and a whole one. */
    private static final List<byte[]> NO_TEXT = List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0xbd, (byte) 0xed, (byte) 0xb8, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});

    private static final List<BodyForm> FORMS = List.of(BodyForm.values());

    private final SplittableRandom random;

    MutatedBodies(SplittableRandom random) {
        this.random = random;
    }

    /** One of the forms that bodies have. */
    BodyForm form() {
        return FORMS.get(random.nextInt(FORMS.size()));
    }

    /** A body of this form after none to four mutations. */
    byte[] next(BodyForm form) {
        return next(form.examples());
    }

    /** One of these bodies after none to four mutations. */
    byte[] next(List<String> examples) {
        byte[] body = good(examples);
        for (int left = random.nextInt(5); left > 0; left--) {
            body = mutated(body);
        }
        return body;
    }

    private byte[] good(List<String> examples) {
        return examples.get(random.nextInt(examples.size())).getBytes(UTF_8);
    }

    private byte[] mutated(byte[] body) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(1, 12));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(body, from);
            case 1 -> spliced(body, from, new byte[0], to);
            case 2 -> spliced(body, from, randomBytes(), from);
            case 3 -> spliced(body, to, range(body, from, to), to);
            case 4 -> spliced(body, from, NO_TEXT.get(random.nextInt(NO_TEXT.size())), from);
            case 5 -> {
                byte[] other = good(form().examples());
                int start = random.nextInt(other.length);
                yield spliced(body, from, range(other, start, random.nextInt(start, other.length + 1)), to);
            }
            default ->
                spliced(
                        body,
                        from,
                        PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8),
                        random.nextBoolean() ? from : to);
        };
    }

    private byte[] flipped(byte[] body, int at) {
        byte[] flipped = body.clone();
        if (at < body.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(1, 4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] range(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** A body with a piece in place of its bytes between two places. */
    private static byte[] spliced(byte[] body, int from, byte[] piece, int to) {
        byte[] spliced = new byte[from + piece.length + body.length - to];
        System.arraycopy(body, 0, spliced, 0, from);
        System.arraycopy(piece, 0, spliced, from, piece.length);
        System.arraycopy(body, to, spliced, from + piece.length, body.length - to);
        return spliced;
    }
}
