// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Tells bytes that are UTF-8 from others. The parser of JSON takes overlong forms and halves of surrogate pairs too, by
 * which bytes that are no text would become the name of a sensor that has it rightly.
 */
public final class Utf8 {

    /** What is wrong with JSON that is none, in words. */
    public static final String NONE = "no JSON: the bytes are no UTF-8 text";

    private Utf8() {}

    /** Whether all these bytes are UTF-8. */
    public static boolean is(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return isDecodable(bytes);
            }
        }
        return true;
    }

    private static boolean isDecodable(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
