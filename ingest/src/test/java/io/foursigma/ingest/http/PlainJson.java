// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) in its plainest form: an oracle, with nothing of the parser that the collector uses. As there,
 * numbers may be NaN and signed infinities, and names of fields hold no lone surrogates.
 */
final class PlainJson {

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?|NaN|Infinity|[-+](INF|Infinity)");
    private static final Pattern WORD = Pattern.compile("true|false|null");
    private static final Pattern TEXT =
            Pattern.compile("\"((?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+)\"");
    private static final String ESCAPED = "bfnrt";
    private static final String MEANT = "\b\f\n\r\t";

    /** A value. */
    sealed interface Node {}

    /** An object: its fields in their order, also those of one name. */
    record Fields(List<Field> fields) implements Node {
        /** The values of all fields of this name. */
        List<Node> of(String name) {
            return fields.stream()
                    .filter(field -> field.name.equals(name))
                    .map(Field::value)
                    .toList();
        }
    }

    record Field(String name, Node value) {}

    record Elements(List<Node> elements) implements Node {}

    record Text(String text) implements Node {}

    record Digits(String digits) implements Node {
        boolean isWhole() {
            return digits.matches("-?[0-9]+");
        }

        /** The nearest double; a whole number's zero has no sign. */
        double value() {
            return digits.endsWith("INF")
                    ? Double.parseDouble(digits.replace("INF", "Infinity"))
                    : digits.equals("-0") ? 0 : Double.parseDouble(digits);
        }
    }

    record Word(String word) implements Node {}

    private static final class NoJsonException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /** The one value of a text; empty if it is none. */
    static Optional<Node> read(byte[] bytes) {
        try {
            PlainJson in = new PlainJson(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            Node node = in.value();
            in.skipBlanks();
            return in.at == in.text.length() ? Optional.of(node) : Optional.empty();
        } catch (CharacterCodingException | NoJsonException e) {
            return Optional.empty();
        }
    }

    private Node value() throws NoJsonException {
        skipBlanks();
        return switch (peek()) {
            case '{' -> fields();
            case '[' -> elements();
            case '"' -> new Text(text());
            case 't', 'f', 'n' -> new Word(match(WORD).group());
            default -> new Digits(match(NUMBER).group());
        };
    }

    private Fields fields() throws NoJsonException {
        List<Field> fields = new ArrayList<>();
        at++;
        if (!isNext('}')) {
            do {
                skipBlanks();
                String name = text();
                if (name.codePoints().anyMatch(point -> point >= 0xd800 && point < 0xe000) || !isNext(':')) {
                    throw new NoJsonException();
                }
                fields.add(new Field(name, value()));
            } while (isNext(','));
            expect('}');
        }
        return new Fields(fields);
    }

    private Elements elements() throws NoJsonException {
        List<Node> elements = new ArrayList<>();
        at++;
        if (!isNext(']')) {
            do {
                elements.add(value());
            } while (isNext(','));
            expect(']');
        }
        return new Elements(elements);
    }

    private String text() throws NoJsonException {
        String raw = match(TEXT).group(1);
        StringBuilder unescaped = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char next = raw.charAt(i);
            if (next != '\\') {
                unescaped.append(next);
            } else if (raw.charAt(++i) == 'u') {
                unescaped.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                int short_ = ESCAPED.indexOf(raw.charAt(i));
                unescaped.append(short_ < 0 ? raw.charAt(i) : MEANT.charAt(short_));
            }
        }
        return unescaped.toString();
    }

    private Matcher match(Pattern pattern) throws NoJsonException {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new NoJsonException();
        }
        at = matcher.end();
        if (pattern != TEXT && at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            throw new NoJsonException();
        }
        return matcher;
    }

    private void expect(char expected) throws NoJsonException {
        if (!isNext(expected)) {
            throw new NoJsonException();
        }
    }

    /** Passes a character over if it is the next that is not blank. */
    private boolean isNext(char expected) {
        skipBlanks();
        boolean found = peek() == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void skipBlanks() {
        while (" \t\r\n".indexOf(peek()) >= 0) {
            at++;
        }
    }

    /** The next character, 0xffff at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\uffff';
    }
}
