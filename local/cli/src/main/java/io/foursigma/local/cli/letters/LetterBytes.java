// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** The bytes of a letter. */
final class LetterBytes {

    private LetterBytes() {}

    /** The bytes as text, empty where they are no UTF-8. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
