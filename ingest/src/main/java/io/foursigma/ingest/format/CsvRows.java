// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV text as RFC 4180 has it, blank lines left out. What is no row stays whole as bytes, and costs no other
 * row than itself.
 */
public final class CsvRows {

    /** A row of more lines is taken for a quote that was never closed. */
    private static final int MOST_LINES_OF_ROW = 1_000;

    private static final String NO_UTF8 = "the row is no UTF-8 text";
    private static final String AFTER_QUOTE = "a quoted field is followed by something else than a comma";
    private static final String UNCLOSED = "a quote is never closed";

    private final Lines lines;

    /** The last line that was looked at while a quote was open; it was open still at the end of those before it. */
    private long lookedAt;

    private CsvRow.@Nullable State stateThere;

    /** Whether the last look ahead came to the end of the text. */
    private boolean textEnded;

    /** The rows of these lines. */
    public CsvRows(Lines lines) {
        this.lines = lines;
    }

    /** The next row, or what stands where one should be; null at the end. */
    public @Nullable CsvItem next() throws IOException {
        Line line = lines.nextNotBlank();
        if (line instanceof Line.Whole whole) {
            return item(whole);
        }
        return line instanceof Line.TooLong tooLong
                ? new CsvItem.TooLong(tooLong.number(), tooLong.span(), tooLong.length(), tooLong.begin())
                : null;
    }

    /** A line as a row by itself; null if it is none. */
    public static @Nullable List<String> fields(Line line) {
        CsvRow row = new CsvRow();
        return line instanceof Line.Whole whole && feed(row, whole.bytes()) == CsvRow.State.COMPLETE
                ? row.fields()
                : null;
    }

    private CsvItem item(Line.Whole first) throws IOException {
        CsvRow row = new CsvRow();
        CsvRow.State state = feed(row, first.bytes());
        if (state == null) {
            return new CsvItem.Broken(first.number(), first.span(), first.bytes(), NO_UTF8, false);
        }
        return switch (state) {
            case COMPLETE -> new CsvItem.Row(first.number(), first.span(), row.fields(), first.bytes());
            case BROKEN -> new CsvItem.Broken(first.number(), first.span(), first.bytes(), AFTER_QUOTE, false);
            case OPEN -> ofSeveralLines(row, first);
        };
    }

    /** If the open quote is closed nowhere, the first line alone is broken, and the others are read again. */
    private CsvItem ofSeveralLines(CsvRow row, Line.Whole first) throws IOException {
        List<Line> more = new ArrayList<>();
        CsvRow.State state = lookAhead(first, more);
        if (state != CsvRow.State.COMPLETE) {
            lines.giveBack(more);
            return new CsvItem.Broken(
                    first.number(),
                    first.span(),
                    first.bytes(),
                    state == CsvRow.State.BROKEN ? AFTER_QUOTE : UNCLOSED,
                    textEnded);
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(first.bytes());
        boolean crlf = first.crlf();
        long to = first.span().to();
        for (Line line : more) {
            to = line.span().to();
            if (line instanceof Line.Whole whole) {
                String lineEnd = crlf ? "\r\n" : "\n";
                raw.writeBytes(lineEnd.getBytes(UTF_8));
                raw.writeBytes(whole.bytes());
                crlf = whole.crlf();
                row.feed(lineEnd);
                feed(row, whole.bytes());
            }
        }
        return new CsvItem.Row(first.number(), new Span(first.span().from(), to), row.fields(), raw.toByteArray());
    }

    /** Takes lines up to that in which the quote is closed, or that cannot be part of the row; yields the state there. */
    private CsvRow.@Nullable State lookAhead(Line.Whole first, List<Line> more) throws IOException {
        CsvRow.State state = CsvRow.State.OPEN;
        long bytes = first.bytes().length;
        boolean crlf = first.crlf();
        textEnded = false;
        while (state == CsvRow.State.OPEN && more.size() < MOST_LINES_OF_ROW) {
            Line line = lines.next();
            if (line == null) {
                textEnded = true;
                break;
            }
            more.add(line);
            if (!(line instanceof Line.Whole whole)) {
                break;
            }
            bytes += (crlf ? 2 : 1) + whole.bytes().length;
            if (bytes > lines.limitBytes()) {
                break;
            }
            crlf = whole.crlf();
            state = stateAfter(whole);
        }
        return state;
    }

    /**
     * What an open quote comes to in a line. It does not depend on the lines before, so that each line is looked at once,
     * however many quotes are never closed.
     */
    private CsvRow.@Nullable State stateAfter(Line.Whole line) {
        if (line.number() < lookedAt) {
            return CsvRow.State.OPEN;
        }
        if (line.number() > lookedAt) {
            CsvRow quoted = new CsvRow();
            quoted.feed("\"");
            stateThere = feed(quoted, line.bytes());
            lookedAt = line.number();
        }
        return stateThere;
    }

    /** Null for bytes that are no UTF-8: replaced by other characters they would be another sensor. */
    private static CsvRow.@Nullable State feed(CsvRow row, byte[] bytes) {
        try {
            return row.feed(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
