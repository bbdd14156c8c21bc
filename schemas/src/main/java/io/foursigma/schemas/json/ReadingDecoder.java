// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.io.NumberInput;
import io.foursigma.schemas.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records as {@link ReadingJson} does, and by itself where a record has the common form: one object
 * of the three fields in any order, names in ASCII without escapes, the time as a number, no blanks but spaces. Whatever
 * is not of that form is left to {@code ReadingJson}, so what comes out is the same. Used by one thread.
 *
 * <p>A decimal number of up to 18 digits is an integer {@code w} times a power of ten. Where {@code w} is at most 2^53 and the
 * power at most 10^22 both are doubles, and one rounded multiplication or division gives the double next to the number
 * (W. D. Clinger, How to Read Floating Point Numbers Accurately, PLDI 1990). All others are left to Jackson's parser of
 * numbers.
 */
public final class ReadingDecoder {

    private static final byte[] SENSOR = {'s', 'e', 'n', 's', 'o', 'r'};
    private static final byte[] TIME = {'t', 'i', 'm', 'e'};
    private static final byte[] VALUE = {'v', 'a', 'l', 'u', 'e'};

    private static final int HAS_SENSOR = 1;
    private static final int HAS_TIME = 2;
    private static final int HAS_VALUE = 4;
    private static final int COMPLETE = HAS_SENSOR | HAS_TIME | HAS_VALUE;

    /** Behind the last byte; no byte has this value. */
    private static final int END = Integer.MIN_VALUE;

    /** What an exponent is not. */
    private static final int NO_EXPONENT = Integer.MAX_VALUE;

    private static final int MAX_DIGITS = 18;
    private static final int MAX_NUMBER_CHARACTERS = 40;
    private static final long MAX_EXACT = 1L << 53;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final SensorNames names = new SensorNames();
    private final char[] characters = new char[MAX_NUMBER_CHARACTERS];
    private byte[] record = {};
    private int at;
    private int has;
    private String sensor = "";
    private long time;
    private double value;

    /** A decoder that knows no sensor yet. */
    public ReadingDecoder() {}

    /**
     * Hands every item of a record to the sink, as {@link ReadingJson#read} does.
     *
     * @param bytes the bytes of the record; null stands for a record without a value. The sink may be given them as they are
     * @param sink takes the items, at least one
     */
    public void read(byte @Nullable [] bytes, ReadingSink sink) {
        if (bytes == null || !isCommon(bytes)) {
            ReadingJson.read(bytes, sink);
            return;
        }
        String problem = sink.problem(time);
        if (problem == null) {
            sink.reading(0, sensor, time, value);
        } else {
            sink.malformed(0, problem, bytes);
        }
    }

    private boolean isCommon(byte[] bytes) {
        record = bytes;
        at = 0;
        has = 0;
        if (next() != '{') {
            return false;
        }
        int separator;
        do {
            if (!field()) {
                return false;
            }
            separator = nextButSpace();
        } while (separator == ',');
        return separator == '}' && has == COMPLETE && nextButSpace() == END;
    }

    /** Reads a field with its name; one that was read before is not common. */
    private boolean field() {
        if (nextButSpace() != '"') {
            return false;
        }
        int field = switch (peek()) {
            case 's' -> named(SENSOR) ? HAS_SENSOR : 0;
            case 't' -> named(TIME) ? HAS_TIME : 0;
            case 'v' -> named(VALUE) ? HAS_VALUE : 0;
            default -> 0;
        };
        if (field == 0 || (has & field) != 0 || next() != '"' || nextButSpace() != ':') {
            return false;
        }
        has |= field;
        skipSpaces();
        return switch (field) {
            case HAS_SENSOR -> sensor();
            case HAS_TIME -> time();
            default -> value();
        };
    }

    private boolean named(byte[] name) {
        for (byte letter : name) {
            if (next() != letter) {
                return false;
            }
        }
        return true;
    }

    private boolean sensor() {
        if (next() != '"') {
            return false;
        }
        int from = at;
        int hash = 0;
        int letter = next();
        while (letter != '"') {
            if (letter < ' ' || letter > '~' || letter == '\\') {
                return false;
            }
            hash = 31 * hash + letter;
            letter = next();
        }
        int to = at - 1;
        if (to == from || to - from > Reading.MAX_SENSOR_CHARACTERS) {
            return false;
        }
        sensor = names.of(record, from, to, hash);
        return true;
    }

    private boolean time() {
        int from = at;
        long read = 0;
        while (isDigit(peek())) {
            read = 10 * read + next() - '0';
        }
        time = read;
        return isWhole(from, at) && at - from <= MAX_DIGITS;
    }

    private boolean value() {
        int from = at;
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int firstDigit = at;
        long digits = 0;
        while (isDigit(peek())) {
            digits = 10 * digits + next() - '0';
        }
        int pointAt = at;
        if (!isWhole(firstDigit, pointAt)) {
            return false;
        }
        int fraction = 0;
        if (peek() == '.') {
            at++;
            while (isDigit(peek())) {
                digits = 10 * digits + next() - '0';
                fraction++;
            }
            if (fraction == 0) {
                return false;
            }
        }
        boolean few = pointAt - firstDigit + fraction <= MAX_DIGITS;
        int exponent = exponent();
        if (exponent == NO_EXPONENT) {
            return false;
        }
        // A whole number's zero has no sign for Jackson.
        if (negative && digits == 0) {
            return false;
        }
        int power = exponent - fraction;
        if (few && digits <= MAX_EXACT && Math.abs(power) < POWERS_OF_TEN.length) {
            double magnitude = power < 0 ? digits / POWERS_OF_TEN[-power] : digits * POWERS_OF_TEN[power];
            value = negative ? -magnitude : magnitude;
            return true;
        }
        return anyValue(from, at);
    }

    /** Reads an exponent of up to three digits, 0 if there is none. */
    private int exponent() {
        if ((peek() | 0x20) != 'e') {
            return 0;
        }
        at++;
        boolean negative = peek() == '-';
        if (negative || peek() == '+') {
            at++;
        }
        int from = at;
        int exponent = 0;
        while (isDigit(peek()) && at - from < 4) {
            exponent = 10 * exponent + next() - '0';
        }
        if (at == from || at - from > 3) {
            return NO_EXPONENT;
        }
        return negative ? -exponent : exponent;
    }

    private boolean anyValue(int from, int to) {
        int length = to - from;
        if (length > MAX_NUMBER_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            characters[i] = (char) record[from + i];
        }
        value = NumberInput.parseDouble(characters, 0, length, true);
        return Double.isFinite(value);
    }

    /** Whether these digits are a whole number in JSON: at least one, and none that starts with a zero but zero itself. */
    private boolean isWhole(int from, int to) {
        return to > from && (record[from] != '0' || to == from + 1);
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    private int peek() {
        return at < record.length ? record[at] : END;
    }

    private int next() {
        return at < record.length ? record[at++] : END;
    }

    private int nextButSpace() {
        skipSpaces();
        return next();
    }

    private void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }
}
