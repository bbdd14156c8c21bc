// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.Outcome.KeyedRecord;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row a reading, under a header. A good row becomes a reading's JSON; the bytes of any other row go to Kafka as they
 * are, where the pipeline makes a dead letter of them.
 */
final class CsvFormat implements LineFormat {

    private static final String CURE =
            "; begin the file with a header that names the columns sensor, time and value once each,"
                    + " or name the file .ndjson if it holds JSON";

    /** A row of more lines is taken for a quote that was never closed. */
    private static final int MOST_LINES_OF_ROW = 1_000;

    private final CsvColumns columns;
    private final int limitBytes;

    private CsvFormat(CsvColumns columns, int limitBytes) {
        this.columns = columns;
        this.limitBytes = limitBytes;
    }

    static boolean isHeader(Line line) {
        return line instanceof Line.Whole whole && columns(whole).isPresent();
    }

    /** Reads the header. @throws ReadingFileException if there is none */
    static CsvFormat withHeader(Path file, Lines lines) throws IOException {
        Line header = LineFormat.nextNotBlank(lines);
        if (header == null) {
            throw new ReadingFileException(file, "the file is empty" + CURE);
        }
        Optional<CsvColumns> columns = header instanceof Line.Whole whole ? columns(whole) : Optional.empty();
        return new CsvFormat(
                columns.orElseThrow(() ->
                        new ReadingFileException(file, "line " + header.number() + " is no header of readings" + CURE)),
                lines.limitBytes());
    }

    private static Optional<CsvColumns> columns(Line.Whole header) {
        CsvRow row = new CsvRow();
        return feed(row, header.bytes()) == CsvRow.State.COMPLETE ? CsvColumns.of(row.fields()) : Optional.empty();
    }

    @Override
    public @Nullable Outcome next(Lines lines) throws IOException {
        Line line = LineFormat.nextNotBlank(lines);
        if (line instanceof Line.Whole whole) {
            return row(whole, lines);
        }
        return line instanceof Line.TooLong tooLong ? new Outcome.Refused(tooLong.number(), tooLong.length()) : null;
    }

    private Outcome row(Line.Whole first, Lines lines) throws IOException {
        CsvRow row = new CsvRow();
        CsvRow.State state = feed(row, first.bytes());
        if (state == CsvRow.State.OPEN) {
            return rowOfSeveralLines(row, first, lines);
        }
        return outcome(state, row, first.bytes(), first.number());
    }

    /** If the open quote is closed nowhere, the first line alone is the bad row, and the others are read again. */
    private Outcome rowOfSeveralLines(CsvRow row, Line.Whole first, Lines lines) throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(first.bytes());
        boolean crlf = first.crlf();
        List<Line> more = new ArrayList<>();
        CsvRow.State state = CsvRow.State.OPEN;
        while (state == CsvRow.State.OPEN && more.size() < MOST_LINES_OF_ROW) {
            Line line = lines.next();
            if (line == null) {
                break;
            }
            more.add(line);
            if (!(line instanceof Line.Whole whole) || raw.size() + 2 + whole.bytes().length > limitBytes) {
                break;
            }
            String lineEnd = crlf ? "\r\n" : "\n";
            raw.writeBytes(lineEnd.getBytes(UTF_8));
            raw.writeBytes(whole.bytes());
            crlf = whole.crlf();
            row.feed(lineEnd);
            state = feed(row, whole.bytes());
        }
        if (state == CsvRow.State.COMPLETE) {
            return outcome(state, row, raw.toByteArray(), first.number());
        }
        lines.giveBack(more);
        return bad(first.bytes());
    }

    private Outcome outcome(CsvRow.State state, CsvRow row, byte[] raw, long line) {
        Optional<Reading> reading = state == CsvRow.State.COMPLETE ? columns.reading(row.fields()) : Optional.empty();
        if (reading.isEmpty()) {
            return bad(raw);
        }
        byte[] json = ReadingJson.bytes(reading.get());
        return json.length > limitBytes
                ? new Outcome.Refused(line, raw.length)
                : new Outcome.Records(List.of(KeyedRecord.of(reading.get().sensor(), json)));
    }

    private static Outcome bad(byte[] raw) {
        return new Outcome.Records(List.of(KeyedRecord.of(null, raw)));
    }

    /** Bytes that are no UTF-8 make a row bad; replaced by other characters they would be another sensor. */
    private static CsvRow.State feed(CsvRow row, byte[] bytes) {
        try {
            return row.feed(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return CsvRow.State.BROKEN;
        }
    }
}
