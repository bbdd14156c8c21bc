// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.ingest.format.FileForm;
import io.foursigma.ingest.format.FileStart;
import io.foursigma.ingest.format.Line;
import io.foursigma.ingest.format.Lines;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file that was opened: unpacked if it is gzip, without a byte order mark, its format known. */
final class OpenedFile implements Closeable {

    private static final int BUFFER_BYTES = 65_536;

    private final Path file;
    private final boolean gzip;
    private final Lines lines;
    private final LineFormat format;

    private OpenedFile(Path file, boolean gzip, Lines lines, LineFormat format) {
        this.file = file;
        this.gzip = gzip;
        this.lines = lines;
        this.format = format;
    }

    /** Opens a file. @throws ReadingFileException if it cannot be read, or lacks the header that it needs */
    static OpenedFile open(Path file, int limitBytes) {
        checkReadable(file);
        InputStream raw = null;
        boolean gzip = false;
        Lines lines = null;
        try {
            // A stream of Files asks for its place in the file, which pipes do not have.
            raw = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER_BYTES);
            gzip = checkGzip(file, FileStart.isGzip(start(raw)));
            InputStream text = gzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES)) : raw;
            text.skipNBytes(FileStart.markBytes(start(text)));
            lines = new Lines(text, limitBytes);
            OpenedFile opened = new OpenedFile(file, gzip, lines, format(file, lines));
            raw = null;
            return opened;
        } catch (IOException e) {
            throw ReadingFileException.afterLine(file, lines == null ? 0 : lines.readCount(), gzip, e);
        } finally {
            closeUnopened(raw);
        }
    }

    /** What the next line that is not blank becomes, or null at the end. @throws ReadingFileException if reading fails */
    @Nullable
    Outcome next() {
        try {
            return format.next();
        } catch (IOException e) {
            throw ReadingFileException.afterLine(file, lines.readCount(), gzip, e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static void checkReadable(Path file) {
        if (Files.notExists(file)) {
            throw new ReadingFileException(file, "there is no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new ReadingFileException(file, "this is a folder; name the files in it");
        }
        if (!Files.isReadable(file)) {
            throw new ReadingFileException(file, "no permission to read the file; see 'ls -l' and 'chmod'");
        }
    }

    private static boolean checkGzip(Path file, boolean magic) {
        if (!magic && FileForm.isPacked(name(file))) {
            throw new ReadingFileException(
                    file, "the name ends in .gz, but this is no gzip data; rename the file, or pack it with gzip");
        }
        return magic;
    }

    private static byte[] start(InputStream in) throws IOException {
        in.mark(FileStart.BYTES);
        byte[] start = in.readNBytes(FileStart.BYTES);
        in.reset();
        return start;
    }

    /** The format by the file's name, and where that says nothing by the first line that is not blank. */
    private static LineFormat format(Path file, Lines lines) throws IOException {
        FileForm named = FileForm.of(name(file));
        if (named != FileForm.ANY) {
            return named == FileForm.CSV ? CsvFormat.withHeader(file, lines) : new NdjsonFormat(lines);
        }
        Line first = lines.nextNotBlank();
        if (first == null) {
            return new NdjsonFormat(lines);
        }
        lines.giveBack(List.of(first));
        return CsvFormat.isHeader(first) ? CsvFormat.withHeader(file, lines) : new NdjsonFormat(lines);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void closeUnopened(@Nullable InputStream raw) {
        if (raw == null) {
            return;
        }
        try {
            raw.close();
        } catch (IOException onlyRead) {
            // Nothing was written, and why the file was given up is on its way already.
            return;
        }
    }
}
