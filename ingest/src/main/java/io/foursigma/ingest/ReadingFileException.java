// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A file of readings that cannot be read (on). The message names the file, where it matters the line, and the cure. */
public final class ReadingFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReadingFileException(Path file, String problemAndCure) {
        super(file + ": " + problemAndCure);
    }

    private ReadingFileException(Path file, String problemAndCure, IOException cause) {
        super(file + ": " + problemAndCure, cause);
    }

    /** Reading failed after so many lines. */
    static ReadingFileException afterLine(Path file, long line, boolean gzip, IOException cause) {
        String place = "reading failed after line " + line + ": " + cause.getMessage();
        boolean broken = gzip && (cause instanceof ZipException || cause instanceof java.io.EOFException);
        return new ReadingFileException(
                file,
                broken
                        ? place + " (the gzip data is damaged or cut off); give a file that 'gzip -t' finds whole"
                        : place + "; see that the file's medium is readable",
                cause);
    }
}
