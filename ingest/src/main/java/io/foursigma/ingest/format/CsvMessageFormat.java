// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** CSV: a reading a row, under a header that names the columns {@code sensor}, {@code time} and {@code value}. */
public final class CsvMessageFormat implements PayloadFormat {

    /** The format; it keeps nothing between two messages. */
    public CsvMessageFormat() {}

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        int from = FileStart.markBytes(payload);
        try (Lines lines = new Lines(new ByteArrayInputStream(payload, from, payload.length), payload.length)) {
            Line first = lines.nextNotBlank();
            List<String> header = first == null ? null : CsvRows.fields(first);
            Optional<CsvColumns> columns = header == null ? Optional.empty() : CsvColumns.of(header);
            if (columns.isEmpty()) {
                sink.malformed(0, "the first line is no header that names sensor, time and value once each", payload);
                return;
            }
            readRows(new CsvRows(lines), columns.get(), payload, sink);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused a read", impossible);
        }
    }

    private static void readRows(CsvRows rows, CsvColumns columns, byte[] payload, ReadingSink sink)
            throws IOException {
        int index = 0;
        for (CsvItem item = rows.next(); item != null; item = rows.next()) {
            if (item instanceof CsvItem.Row row) {
                readRow(index, row, columns, sink);
            } else if (item instanceof CsvItem.Broken broken) {
                sink.malformed(index, broken.reason(), broken.raw());
            }
            index++;
        }
        if (index == 0) {
            sink.malformed(0, "no row follows the header", payload);
        }
    }

    private static void readRow(int index, CsvItem.Row row, CsvColumns columns, ReadingSink sink) {
        CsvColumns.Parsed parsed = columns.reading(row.fields());
        Reading reading = parsed.reading();
        String problem = reading == null ? parsed.problem() : sink.problem(reading.time());
        if (reading == null || problem != null) {
            sink.malformed(index, String.valueOf(problem), row.raw());
        } else {
            sink.reading(index, reading.sensor(), reading.time(), reading.value());
        }
    }
}
