// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Publishes files of readings: CSV with a header, or NDJSON, also packed with gzip. {@code docs/files.md} describes them.
 *
 * <p>Every line that is not blank becomes a record, or is refused because it is too long, in the order of files and
 * lines; those that are no readings go to Kafka with all their bytes, and the pipeline makes dead letters of them.
 */
public final class FilePublisher {

    /** Enough to see a header. */
    private static final int CHECKED_BYTES = 1_000_000;

    private FilePublisher() {}

    /**
     * Looks whether all files can be opened and have the header that they need, before anything is started for them.
     * Pipes are not looked into, for what is read from them is gone.
     *
     * @throws ReadingFileException for the first file that cannot be published
     */
    public static void check(List<Path> files) {
        for (Path file : files) {
            if (Files.isRegularFile(file) || Files.notExists(file) || Files.isDirectory(file)) {
                close(OpenedFile.open(file, CHECKED_BYTES), file);
            }
        }
    }

    /**
     * Publishes the files one after the other and waits until Kafka has acknowledged everything.
     *
     * @param refused hears of each line above {@code readings.max-bytes}
     * @throws ReadingFileException if a file cannot be read; what stood before is published
     * @throws PublishException if Kafka did not take a record
     */
    public static PublishedFiles publish(List<Path> files, ReadingPublisher publisher, Consumer<RefusedLine> refused) {
        PublishedFiles published = read(files, publisher.maxBytes(), publisher::publishRaw, refused);
        publisher.flush();
        return published;
    }

    /**
     * Reads the files one after the other into the records that {@link #publish} publishes, in the same order.
     *
     * @param limitBytes the setting {@code readings.max-bytes}
     * @param sink takes each record
     * @param refused hears of each line above the limit
     * @throws ReadingFileException if a file cannot be read; what stood before has been handed over
     */
    public static PublishedFiles read(
            List<Path> files, int limitBytes, RecordSink sink, Consumer<RefusedLine> refused) {
        Counts counts = new Counts();
        for (Path file : files) {
            OpenedFile opened = OpenedFile.open(file, limitBytes);
            try {
                for (Outcome outcome = opened.next(); outcome != null; outcome = opened.next()) {
                    counts.lines++;
                    if (outcome instanceof Outcome.Records line) {
                        line.records().forEach(record -> sink.publish(record.key(), record.value()));
                        counts.records += line.records().size();
                    } else if (outcome instanceof Outcome.Refused line) {
                        refused.accept(new RefusedLine(file, line.line(), line.bytes(), limitBytes));
                        counts.refused++;
                    }
                }
            } finally {
                close(opened, file);
            }
        }
        return new PublishedFiles(counts.lines, counts.records, counts.refused);
    }

    private static void close(OpenedFile opened, Path file) {
        try {
            opened.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the file could not be closed", e);
        }
    }

    private static final class Counts {
        private long lines;
        private long records;
        private long refused;
    }
}
