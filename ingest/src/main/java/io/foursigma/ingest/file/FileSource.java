// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.PatientDelivery;
import io.foursigma.ingest.Source;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceException;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes readings from files, given or followed as they grow. One thread reads batch after batch; up to where Kafka has
 * acknowledged a file is kept in a file of its own, so that the next collector goes on there.
 */
public final class FileSource implements Source {

    /** The source's name in metrics. */
    static final String SOURCE = "file";

    private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

    private static final long PATIENCE_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 1_000;

    private final Settings settings;
    private final FilePatterns patterns;
    private final CsvMapping mapping;
    private final Places places;
    private final PatientDelivery delivery;
    private final SourceMetrics metrics;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private FileSource(SourceContext context, FilePatterns patterns, CsvMapping mapping, Places places) {
        this.settings = context.settings();
        this.patterns = patterns;
        this.mapping = mapping;
        this.places = places;
        this.delivery = new PatientDelivery(SOURCE, context);
        this.metrics = context.metrics();
        this.clock = context.clock();
        this.thread = new Thread(this::run, "collector-files");
    }

    /**
     * Starts to take what the files hold.
     *
     * @throws SettingsException if the settings of files cannot hold; with all that is wrong
     * @throws SourceException if the file of places cannot be used
     */
    public static FileSource start(SourceContext context) {
        Settings settings = context.settings();
        List<SettingsException.Problem> problems = new ArrayList<>();
        List<String> ofPatterns = new ArrayList<>();
        FilePatterns patterns = FilePatterns.of(settings.get(SettingsTable.COLLECT_FILES), ofPatterns);
        List<String> ofMapping = new ArrayList<>();
        CsvMapping mapping = CsvMappingParser.parse(settings.get(SettingsTable.COLLECT_FILES_COLUMNS), ofMapping);
        ofPatterns.forEach(problem -> problems.add(problem(settings, SettingsTable.COLLECT_FILES, problem)));
        ofMapping.forEach(problem -> problems.add(problem(settings, SettingsTable.COLLECT_FILES_COLUMNS, problem)));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        FileSource source = new FileSource(context, patterns, mapping, places(settings));
        source.thread.start();
        return source;
    }

    private static SettingsException.Problem problem(Settings settings, Setting<?> setting, String reasonAndCure) {
        String[] parts = reasonAndCure.split("; ", 2);
        return new SettingsException.Problem(setting.name(), settings.text(setting), parts[0], parts[1]);
    }

    private static Places places(Settings settings) {
        String state = settings.get(SettingsTable.COLLECT_FILES_STATE);
        try {
            return Places.open(Path.of(state));
        } catch (IOException e) {
            throw SourceException.cannotUse(SettingsTable.COLLECT_FILES_STATE.name(), state, e);
        }
    }

    @Override
    public String place() {
        return "from the files " + settings.get(SettingsTable.COLLECT_FILES);
    }

    /** Stops; what is not acknowledged is taken by the next collector. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(PATIENCE_MILLIS);
            thread.interrupt();
            thread.join();
            places.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the lock of {} is not given back: {}", SettingsTable.COLLECT_FILES_STATE.name(), e.getMessage());
        }
    }

    /** After an error all files are opened anew at their places, so nothing is passed over. */
    private void run() {
        boolean goesOn = true;
        while (goesOn && stopped.getCount() > 0) {
            try (FileTaking taking = taking()) {
                takeAll(taking);
                goesOn = false;
            } catch (InterruptedException e) {
                goesOn = false;
            } catch (RuntimeException | Error bug) {
                LOG.error("readings of files wait, for the collector has made an error", bug);
                metrics.refusedMessage(SOURCE, "error");
                goesOn = pause();
            }
        }
    }

    private FileTaking taking() {
        Troubles troubles = new Troubles(metrics);
        return new FileTaking(
                Boolean.parseBoolean(settings.get(SettingsTable.COLLECT_FILES_FOLLOW)),
                new Tails(patterns, places, new LineForms(settings, mapping, clock), clock, troubles),
                places,
                new Pace(settings.get(SettingsTable.COLLECT_FILES_PACE), System::nanoTime),
                delivery::deliver,
                troubles,
                clock);
    }

    private void takeAll(FileTaking taking) throws InterruptedException {
        taking.begin();
        while (!taking.isDone()) {
            long wait = taking.round(() -> stopped.getCount() > 0);
            if (stopped.await(taking.isDone() ? 0 : wait, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        LOG.info("all of {} is read: {}", settings.get(SettingsTable.COLLECT_FILES), taking.counts());
    }

    private boolean pause() {
        try {
            return !stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
