// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.ingest.FilePublisher;
import io.foursigma.ingest.RefusedLine;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Readings of files, as {@code foursigma analyze} takes them. A sensor's readings come in the order of files and lines, which
 * is the order that they would have in its partition.
 */
public final class FileReadings {

    private FileReadings() {}

    /**
     * Reads files.
     *
     * @param settings {@code readings.max-bytes}, {@code time.earliest} and {@code time.latest}; {@code time.max-ahead} is
     *     off, for a file's event times have nothing to do with the time of its reading
     * @param refused hears of each line that is too long
     * @param taker takes the readings
     * @throws io.foursigma.ingest.ReadingFileException if a file cannot be read
     */
    public static void read(List<Path> files, Settings settings, Consumer<RefusedLine> refused, ReadingTaker taker) {
        count(files, settings, refused, taker);
    }

    static Decoding.Counts count(
            List<Path> files, Settings settings, Consumer<RefusedLine> refused, ReadingTaker taker) {
        TimeLimits set = TimeLimits.of(settings);
        Decoding decoding = new Decoding(new TimeLimits(set.earliest(), set.latest(), Long.MAX_VALUE), taker);
        AtomicLong number = new AtomicLong();
        FilePublisher.read(
                files,
                settings.get(SettingsTable.READINGS_MAX_BYTES),
                (key, value) -> decoding.record(RecordPlace.inFile(number.getAndIncrement()), value),
                refused);
        return decoding.counts();
    }
}
