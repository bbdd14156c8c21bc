// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.ingest.format.CsvColumns;
import io.foursigma.ingest.format.CsvItem;
import io.foursigma.ingest.format.CsvRows;
import io.foursigma.ingest.format.Line;
import io.foursigma.ingest.format.Lines;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import java.io.IOException;
import java.nio.file.Path;
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

    private final CsvRows rows;
    private final CsvColumns columns;
    private final int limitBytes;

    private CsvFormat(CsvRows rows, CsvColumns columns, int limitBytes) {
        this.rows = rows;
        this.columns = columns;
        this.limitBytes = limitBytes;
    }

    static boolean isHeader(Line line) {
        return columns(line).isPresent();
    }

    /** Reads the header. @throws ReadingFileException if there is none */
    static CsvFormat withHeader(Path file, Lines lines) throws IOException {
        Line header = lines.nextNotBlank();
        if (header == null) {
            throw new ReadingFileException(file, "the file is empty" + CURE);
        }
        CsvColumns columns = columns(header)
                .orElseThrow(() ->
                        new ReadingFileException(file, "line " + header.number() + " is no header of readings" + CURE));
        return new CsvFormat(new CsvRows(lines), columns, lines.limitBytes());
    }

    private static Optional<CsvColumns> columns(Line line) {
        List<String> fields = CsvRows.fields(line);
        return fields == null ? Optional.empty() : CsvColumns.of(fields);
    }

    @Override
    public @Nullable Outcome next() throws IOException {
        CsvItem item = rows.next();
        if (item == null) {
            return null;
        }
        if (item instanceof CsvItem.Row row) {
            return outcome(row);
        }
        return item instanceof CsvItem.Broken broken
                ? bad(broken.raw())
                : new Outcome.Refused(item.line(), ((CsvItem.TooLong) item).bytes());
    }

    private Outcome outcome(CsvItem.Row row) {
        Reading reading = columns.reading(row.fields()).reading();
        if (reading == null) {
            return bad(row.raw());
        }
        byte[] json = ReadingJson.bytes(reading);
        return json.length > limitBytes
                ? new Outcome.Refused(row.line(), row.raw().length)
                : new Outcome.Records(List.of(KeyedRecord.of(reading.sensor(), json)));
    }

    private static Outcome bad(byte[] raw) {
        return new Outcome.Records(List.of(KeyedRecord.of(null, raw)));
    }
}
