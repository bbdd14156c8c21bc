// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.ingest.format.JsonItems.MalformedMessageException;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.json.TimeText;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pack of SenML in JSON (RFC 8428). Base fields hold from their record on; the sensor is base name and name, the value
 * base value and value. A time below 2^28 seconds is relative to when the message came; times are rounded to the nearest
 * millisecond. Units are passed over. Only numbers are readings: texts, truth values, data and sums are not. A field
 * of the base that is none, or appears twice, spoils the pack; any other spoils its record.
 */
public final class SenmlFormat implements PayloadFormat {

    /** The version of SenML that is understood. */
    private static final int VERSION = 10;

    /** Times below are relative, in seconds (RFC 8428, section 4.5.3). */
    private static final double FIRST_ABSOLUTE_SECONDS = 1 << 28;

    private static final double MILLIS_PER_SECOND = 1_000;

    private static final String NO_NUMBER = "a reading's value is a number, but this is ";

    /** Farther than any time that can be accepted, in seconds. */
    private static final double ABSURD_SECONDS = 1e14;

    /** The format; it keeps nothing between two messages. */
    public SenmlFormat() {}

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        Base base = new Base();
        JsonItems.read(payload, true, (in, items) -> new Entry(base).read(in, received, items), sink);
    }

    /** What holds from its record on. */
    private static final class Base {
        private String name = "";
        private double seconds;
        private double value;
        private boolean hasValue;
    }

    /** One record. */
    private static final class Entry {
        private final Base base;
        private String name = "";
        private double seconds;
        private double value;
        private boolean hasValue;
        private @Nullable String problem;
        private boolean measures;
        private final Set<String> labels = new HashSet<>();

        private Entry(Base base) {
            this.base = base;
        }

        private void read(JsonParser in, long received, JsonItems items) throws IOException, MalformedMessageException {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String label = in.currentName();
                in.nextToken();
                take(label, in);
                in.skipChildren();
            }
            if (measures) {
                handOver(received, items);
            }
        }

        private void take(String label, JsonParser in) throws IOException, MalformedMessageException {
            measures |= !isOfBase(label);
            if (!labels.add(label)) {
                refuse(label, "the field '" + TimeText.abbreviated(label) + "' appears twice");
            }
            switch (label) {
                case "bver" -> {
                    if (!(number(label, in) <= VERSION)) {
                        throw new MalformedMessageException("SenML of version " + TimeText.abbreviated(in.getText())
                                + "; up to " + VERSION + " is understood");
                    }
                }
                case "bn" -> base.name = text(label, in);
                case "bt" -> base.seconds = number(label, in);
                case "bv" -> {
                    base.value = number(label, in);
                    base.hasValue = true;
                }
                case "n" -> name = text(label, in);
                case "t" -> seconds = number(label, in);
                case "v" -> {
                    value = number(label, in);
                    hasValue = true;
                }
                case "vs" -> refuse(label, NO_NUMBER + "a text (vs)");
                case "vb" -> refuse(label, NO_NUMBER + "a truth value (vb)");
                case "vd" -> refuse(label, NO_NUMBER + "data (vd)");
                default -> {
                    if (label.endsWith("_")) {
                        throw new MalformedMessageException(
                                "the field '" + TimeText.abbreviated(label) + "' has to be understood, and is not");
                    }
                }
            }
        }

        private void handOver(long received, JsonItems items) {
            if (problem != null) {
                items.malformed(problem);
                return;
            }
            if (!hasValue && !base.hasValue) {
                items.malformed("neither a value (v) nor a base value (bv)");
                return;
            }
            double time = base.seconds + seconds;
            if (!(Math.abs(time) < ABSURD_SECONDS)) {
                items.malformed("a time of " + time + " seconds");
                return;
            }
            long millis = Math.round(time * MILLIS_PER_SECOND);
            items.value(
                    base.name + name, time < FIRST_ABSOLUTE_SECONDS ? received + millis : millis, base.value + value);
        }

        private double number(String label, JsonParser in) throws IOException, MalformedMessageException {
            if (in.currentToken().isNumeric()) {
                return in.getDoubleValue();
            }
            refuse(label, "the field '" + label + "' is a number, and here it is none");
            return 0;
        }

        private String text(String label, JsonParser in) throws IOException, MalformedMessageException {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                return in.getText();
            }
            refuse(label, "the field '" + label + "' is a text, and here it is none");
            return "";
        }

        /** Keeps the first reason. Without a field of the base no record can be trusted, so that one spoils the pack. */
        private void refuse(String label, String reason) throws MalformedMessageException {
            if (isOfBase(label)) {
                throw new MalformedMessageException(reason);
            }
            if (problem == null) {
                problem = reason;
            }
        }

        private static boolean isOfBase(String label) {
            return label.startsWith("b");
        }
    }
}
