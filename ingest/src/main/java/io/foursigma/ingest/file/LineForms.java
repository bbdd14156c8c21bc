// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.MessageReader;
import io.foursigma.ingest.format.CsvItem;
import io.foursigma.ingest.format.CsvRows;
import io.foursigma.ingest.format.FileForm;
import io.foursigma.ingest.format.Line;
import io.foursigma.ingest.format.Lines;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.Span;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** How the lines of files become messages. Used by one thread. */
final class LineForms {

    private final CsvMapping mapping;
    private final RowTimes times;
    private final MessageReader reader;
    private final ReadingDecoder decoder = new ReadingDecoder();
    private final InstantSource clock;
    private final int limitBytes;
    private final boolean timed;

    LineForms(Settings settings, CsvMapping mapping, InstantSource clock) {
        this.mapping = mapping;
        this.times = new RowTimes(settings.get(SettingsTable.COLLECT_FILES_ZONE));
        this.reader = new MessageReader(settings);
        this.clock = clock;
        this.limitBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
        this.timed = Double.isFinite(settings.get(SettingsTable.COLLECT_FILES_PACE));
    }

    /** The items of a file, one after the other. */
    @FunctionalInterface
    interface Items {
        /** The next one, null at the end, behind which there may be more later. */
        @Nullable
        Item next() throws IOException;
    }

    /** The longest line of which all bytes are taken. */
    int limitBytes() {
        return limitBytes;
    }

    /**
     * The columns of a file; null if it is NDJSON.
     *
     * @param file the file
     * @param first its first line that is not blank
     * @throws IOException if this should be a header, and is none of these columns
     */
    @Nullable
    MappedColumns columns(Path file, Line first) throws IOException {
        FileForm form = FileForm.of(String.valueOf(file.getFileName()));
        List<String> fields = form == FileForm.NDJSON ? null : CsvRows.fields(first);
        List<String> header =
                fields == null ? List.of() : fields.stream().map(String::strip).toList();
        List<String> problems = mapping.problems(header);
        if (problems.isEmpty()) {
            return new MappedColumns(mapping, header, file, times);
        }
        if (form == FileForm.CSV || (form == FileForm.ANY && !mapping.equals(CsvMapping.PLAIN))) {
            throw new IOException("its header " + String.join(", ", problems)
                    + "; mend it, or name the columns with collect.files.columns");
        }
        return null;
    }

    /** The items of lines: rows where there are columns, else JSON values. */
    Items items(Lines lines, @Nullable MappedColumns columns, String positionId) {
        LongFunction<Position> position = offset -> new Position(positionId, 0, offset, 0);
        if (columns == null) {
            return () -> json(lines.nextNotBlank(), position);
        }
        CsvRows rows = new CsvRows(lines);
        return () -> row(rows.next(), columns, position);
    }

    private @Nullable Item json(@Nullable Line line, LongFunction<Position> position) {
        if (line instanceof Line.TooLong tooLong) {
            return tooLong(tooLong.begin(), tooLong.length(), tooLong.span(), position);
        }
        return line instanceof Line.Whole whole
                ? item(whole.bytes(), (bytes, sent, sink) -> decoder.read(bytes, sink), whole.span(), position)
                : null;
    }

    private @Nullable Item row(@Nullable CsvItem item, MappedColumns columns, LongFunction<Position> position) {
        if (item instanceof CsvItem.Row row) {
            return item(row.raw(), (bytes, sent, sink) -> columns.read(row, sink), row.span(), position);
        }
        if (item instanceof CsvItem.Broken broken) {
            Position at = position.apply(broken.span().from());
            return new Item(
                    reader.noMessage(broken.raw(), broken.reason(), at), broken.span(), Item.NO_TIME, broken.open());
        }
        return item instanceof CsvItem.TooLong tooLong
                ? tooLong(tooLong.begin(), tooLong.bytes(), tooLong.span(), position)
                : null;
    }

    private Item item(byte[] bytes, PayloadFormat format, Span span, LongFunction<Position> position) {
        long now = clock.millis();
        TimeNote note = new TimeNote(format);
        return new Item(
                reader.read(bytes, timed ? note : format, now, now, position.apply(span.from())),
                span,
                note.latest(),
                false);
    }

    private Item tooLong(byte[] begin, long length, Span span, LongFunction<Position> position) {
        String reason = "of " + length + " bytes the first " + begin.length
                + " are kept: a line above readings.max-bytes is no reading";
        return new Item(reader.noMessage(begin, reason, position.apply(span.from())), span, Item.NO_TIME, false);
    }
}
