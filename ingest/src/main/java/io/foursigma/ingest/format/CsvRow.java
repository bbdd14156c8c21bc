// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one row of CSV into its fields as RFC 4180 has it: commas between fields; a field in double quotes may hold
 * commas, line ends and doubled quotes. Fed line by line, so that a quoted field may go on in the next line.
 *
 * <p>Written here because a row that turns out bad must stay whole as bytes, also where a quote is never closed; parsers
 * of whole files give up such a file, or the row's bytes.
 */
final class CsvRow {

    /** How far the row is. */
    enum State {
        /** It may end here. */
        COMPLETE,
        /** A quoted field is open: the row goes on in the next line. */
        OPEN,
        /** It is no CSV: a quoted field is followed by something else than a comma. */
        BROKEN
    }

    private enum At {
        FIELD_START,
        PLAIN,
        QUOTED,
        AFTER_QUOTE
    }

    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private At at = At.FIELD_START;

    /** Takes a line, or a further line with the line end before it. */
    State feed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!take(text.charAt(i))) {
                return State.BROKEN;
            }
        }
        return at == At.QUOTED ? State.OPEN : State.COMPLETE;
    }

    /** The fields of a row that is complete. */
    List<String> fields() {
        List<String> all = new ArrayList<>(fields);
        all.add(field.toString());
        return all;
    }

    private boolean take(char next) {
        switch (at) {
            case QUOTED -> {
                if (next == '"') {
                    at = At.AFTER_QUOTE;
                } else {
                    field.append(next);
                }
            }
            case AFTER_QUOTE -> {
                return takeAfterQuote(next);
            }
            case FIELD_START, PLAIN -> takePlain(next);
        }
        return true;
    }

    private boolean takeAfterQuote(char next) {
        if (next == '"') {
            field.append(next);
            at = At.QUOTED;
        } else if (next == ',') {
            endField();
        } else {
            return false;
        }
        return true;
    }

    private void takePlain(char next) {
        if (next == ',') {
            endField();
        } else if (next == '"' && at == At.FIELD_START) {
            at = At.QUOTED;
        } else {
            field.append(next);
            at = At.PLAIN;
        }
    }

    private void endField() {
        fields.add(field.toString());
        field.setLength(0);
        at = At.FIELD_START;
    }
}
