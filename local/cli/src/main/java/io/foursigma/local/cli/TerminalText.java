// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Text that came from outside, made fit for a terminal, which control characters could steer. */
public final class TerminalText {

    private TerminalText() {}

    /** Bytes as text, empty where they are no UTF-8. */
    public static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether a text can be shown as it is. */
    public static boolean isHarmless(String text) {
        return text.codePoints().noneMatch(TerminalText::steers);
    }

    /** A text on one line, with a question mark for whatever cannot be shown in it. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> steers(codePoint) || Character.isISOControl(codePoint) ? '?' : codePoint)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** The begin of a text, of so many characters, and dots if more follow. */
    public static String shortened(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters)) + "...";
    }

    /**
     * The same JSON on one line, with an escape for whatever could steer a terminal. That stands within strings only, where
     * an escape means the same; line ends and tabs stand between tokens only, where a space does.
     *
     * @param json text that is JSON
     */
    public static String jsonLine(String json) {
        StringBuilder line = new StringBuilder(json.length());
        json.codePoints().forEach(codePoint -> {
            if (steers(codePoint)) {
                for (char unit : Character.toChars(codePoint)) {
                    line.append("\\u%04x".formatted((int) unit));
                }
            } else {
                line.appendCodePoint(Character.isISOControl(codePoint) ? ' ' : codePoint);
            }
        });
        return line.toString();
    }

    private static boolean steers(int codePoint) {
        boolean layout = codePoint == '\n' || codePoint == '\t' || codePoint == '\r';
        return (Character.isISOControl(codePoint) && !layout) || Character.getType(codePoint) == Character.FORMAT;
    }
}
