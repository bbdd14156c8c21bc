// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.BASELINE_MIN_COUNT;
import static io.foursigma.schemas.settings.SettingsTable.SIGMAS;
import static io.foursigma.schemas.settings.SettingsTable.TIME_MAX_AHEAD;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_RESEND_AFTER;
import static io.foursigma.schemas.settings.SettingsTable.WINDOWS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_IDLE_PUBLISH;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_LENGTH;

import io.foursigma.ingest.FilePublisher;
import io.foursigma.ingest.PublishedFiles;
import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.ingest.RefusedLine;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.kafka.DeadLetterReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma analyze}: files through the real pipeline at full speed, in event time. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends files of readings through the real pipeline, on fresh topics and fresh state, and writes what"
                        + " came of them: sensors.ndjson, windows.ndjson, anomalies.ndjson, episodes.ndjson, dead-letters.ndjson,"
                        + " ledger.json.")
final class AnalyzeCommand implements Callable<Integer> {

    /** So long without any progress means that something is broken. */
    private static final Duration STALL = Duration.ofMinutes(2);

    private static final long LOOKS_PER_LINE = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV with the header sensor,time,value, or NDJSON; .gz too; in this order")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--window", paramLabel = "TIME", description = "length of a window (default: 1h)")
    private @Nullable String window;

    @Option(names = "--sigmas", paramLabel = "X", description = "allowed standard deviations (default: 4)")
    private @Nullable String sigmas;

    @Option(names = "--min-count", paramLabel = "N", description = "values that a baseline needs (default: 8)")
    private @Nullable String minCount;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = ".", description = "folder of the results (default: .)")
    private Path folder = Path.of(".");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws ServerStartException, IOException {
        Settings settings = settings();
        FilePublisher.check(files);
        Options.writableFolder("--out", folder);
        LocalServersConfig servers = common.servers();
        if (servers.data() != null) {
            Options.requireEmpty("--data", servers.data());
        }
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        try (LocalSystem system = LocalSystem.start(servers, settings, steps)) {
            analyze(system, steps);
            return 0;
        } catch (InterruptedException e) {
            throw new CliException(
                    CliException.FAILED, "Stopped before the analysis was complete; nothing was written.");
        }
    }

    private Settings settings() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(WINDOW_LENGTH.name(), "1h");
        Map<String, String> options = new LinkedHashMap<>();
        options.put(TIME_MAX_AHEAD.name(), "off");
        options.put(WINDOWS.name(), "all");
        // The windows that are open at the end come from the state.
        options.put(WINDOW_IDLE_PUBLISH.name(), "never");
        // Within one process no tuple gets lost, so none has to be replayed; and a commit tells that the sinks are done
        // only as long as no copy of a run overtakes what the sinks still hold.
        options.put(TOPOLOGY_RESEND_AFTER.name(), "1h");
        options.put(TOPOLOGY_MESSAGE_TIMEOUT.name(), "1h");
        putIfGiven(options, WINDOW_LENGTH.name(), window);
        putIfGiven(options, SIGMAS.name(), sigmas);
        putIfGiven(options, BASELINE_MIN_COUNT.name(), minCount);
        return common.settings(defaults, options);
    }

    private static void putIfGiven(Map<String, String> options, String name, @Nullable String text) {
        if (text != null) {
            options.put(name, text);
        }
    }

    private void analyze(LocalSystem system, Steps steps)
            throws ServerStartException, InterruptedException, IOException {
        Settings settings = system.settings();
        PrintWriter err = spec.commandLine().getErr();
        List<RefusedLine> refused = new ArrayList<>();
        try (StateReader state = new CassandraStateReader(settings);
                InsightReader insights = new ElasticsearchInsightReader(settings);
                Pipeline pipeline = new Pipeline(settings, state);
                ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            PublishedFiles published = FilePublisher.publish(files, publisher, line -> {
                refused.add(line);
                err.println(RefusedLineText.of(line));
            });
            steps.line("%,d lines published after %.1f s"
                    .formatted(published.lines(), steps.elapsed().toMillis() / 1e3));
            system.awaitTopology(steps);
            awaitEnd(new Watch(system.unexpectedExit()), pipeline, steps);
            Ledger ledger = pipeline.ledger();
            AnalysisFiles results = new AnalysisFiles(folder, settings);
            results.sensors(state);
            results.windows(insights, state);
            long anomalies = results.anomalies(insights);
            long episodes = results.episodes(insights);
            results.deadLetters(new DeadLetterReader(settings));
            results.ledger(ledger, refused);
            new AnalysisTable(spec.commandLine().getOut())
                    .print(state, ledger, anomalies, episodes, refused.size(), folder);
        }
    }

    /** Waits until every record is done with, for as long as there is progress. */
    private static void awaitEnd(Watch watch, Pipeline pipeline, Steps steps) throws InterruptedException {
        Map<Integer, Long> ends = pipeline.ends();
        long last = -1;
        Duration lastProgress = steps.elapsed();
        for (long look = 0; !pipeline.reached(ends); look++) {
            watch.pause();
            long read = pipeline.ledger().read();
            if (read != last) {
                last = read;
                lastProgress = steps.elapsed();
            } else if (steps.elapsed().minus(lastProgress).compareTo(STALL) > 0) {
                throw new CliException(
                        CliException.FAILED,
                        "The pipeline has made no progress for " + STALL.toSeconds() + " s, after " + read
                                + " items; run it again with --data DIR, which keeps the logs, and look into them");
            }
            if (look % LOOKS_PER_LINE == LOOKS_PER_LINE - 1) {
                steps.line("%,d items accounted for after %.1f s"
                        .formatted(read, steps.elapsed().toMillis() / 1e3));
            }
        }
    }
}
