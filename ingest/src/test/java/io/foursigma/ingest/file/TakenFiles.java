// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.MessageReader;
import io.foursigma.ingest.Room;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Files that are taken without Kafka, round by round, under a clock of the test's own. */
final class TakenFiles implements AutoCloseable {

    private final Path folder;
    private final Settings settings;
    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
    private Places places;
    private FileTaking taking;

    /** The values of readings, as JSON, in the order in which they came. */
    final List<String> readings = new ArrayList<>();

    final List<DeadLetter> letters = new ArrayList<>();

    /** Takes what matches the pattern in the folder, and keeps its places there. */
    TakenFiles(Path folder, Settings settings) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.places = openPlaces();
        this.taking = openTaking();
    }

    static Settings settings(Path folder, String pattern) {
        return Settings.defaults()
                .with(SettingsTable.COLLECT_FILES, folder + "/" + pattern)
                .with(SettingsTable.COLLECT_FILES_ZONE, "UTC");
    }

    private Places openPlaces() throws IOException {
        return Places.open(folder.resolve("state").resolve("places"));
    }

    private FileTaking openTaking() {
        List<String> problems = new ArrayList<>();
        FilePatterns patterns = FilePatterns.of(settings.get(SettingsTable.COLLECT_FILES), problems);
        CsvMapping mapping = CsvMappingParser.parse(settings.get(SettingsTable.COLLECT_FILES_COLUMNS), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        Troubles troubles = new Troubles(new SourceMetrics(new Room(1)));
        FileTaking opened = new FileTaking(
                Boolean.parseBoolean(settings.get(SettingsTable.COLLECT_FILES_FOLLOW)),
                new Tails(patterns, places, new LineForms(settings, mapping, this::now), this::now, troubles),
                places,
                new Pace(settings.get(SettingsTable.COLLECT_FILES_PACE), () -> millis.get() * 1_000_000),
                this::deliver,
                troubles,
                this::now);
        opened.begin();
        return opened;
    }

    private Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }

    private void deliver(List<MessageReader.Message> batch) {
        for (MessageReader.Message message : batch) {
            message.readings().forEach(record -> readings.add(new String(record.value(), UTF_8)));
            letters.addAll(message.letters());
        }
    }

    /** Looks at the files again, a moment later; yields after how long it wants to look again. */
    long round() throws InterruptedException {
        return roundAfter(FileTaking.POLL_MILLIS);
    }

    long roundAfter(long later) throws InterruptedException {
        millis.addAndGet(later);
        return taking.round(() -> true);
    }

    /** As many rounds as anything may need that is there. */
    void rounds() throws InterruptedException {
        for (int i = 0; i < 6; i++) {
            round();
        }
    }

    boolean isDone() {
        return taking.isDone();
    }

    /** Stops in order and starts again. */
    void restart() throws IOException {
        taking.close();
        places.close();
        places = openPlaces();
        taking = openTaking();
    }

    /** Starts again as after a kill: with the places that were kept last. */
    void kill() throws IOException {
        places.close();
        places = openPlaces();
        taking = openTaking();
    }

    Path append(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The values of all readings, in their order. */
    List<Double> values() {
        return readings.stream()
                .map(json -> Double.valueOf(json.substring(json.lastIndexOf(':') + 1, json.length() - 1)))
                .toList();
    }

    @Override
    public void close() throws IOException {
        taking.close();
        places.close();
    }
}
