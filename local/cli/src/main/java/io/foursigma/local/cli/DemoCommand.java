// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.COLLECT_FILES_STATE;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_HTTP_HOST;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_HTTP_PORT;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_SPOOL_FOLDER;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_HOST;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_PORT;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_LENGTH;

import io.foursigma.dashboard.Relay;
import io.foursigma.dashboard.StoreReaders;
import io.foursigma.ingest.PacedPublisher;
import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.ingest.Simulator;
import io.foursigma.ingest.SimulatorOptions;
import io.foursigma.ingest.collect.Collector;
import io.foursigma.local.servers.ChildExit;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.webhooks.Webhooks;
import io.foursigma.webhooks.WebhooksException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma demo}: everything on this machine, with sensors that do not exist. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts Kafka, Storm, Cassandra, Elasticsearch, Redis, the relay and simulated sensors on this"
                + " machine, and shows them on a live page. Ctrl-C stops all of it.")
final class DemoCommand implements Callable<Integer> {

    private static final Duration FIRST_VALUE_DEADLINE = Duration.ofMinutes(1);
    private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(20);
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SimulatorOptions simulators = new SimulatorOptions();

    @Option(names = "--no-simulator", description = "no sensors: send your own readings")
    private boolean noSimulator;

    @Option(names = "--for", paramLabel = "TIME", description = "stop after this time, such as 60s or 5min")
    private @Nullable String runFor;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port of the page, 0 for a free one (default: 8080, or the setting relay.port)")
    private @Nullable Integer port;

    @Option(
            names = "--collect-port",
            paramLabel = "PORT",
            description = "port that readings are taken on over HTTP, 0 for a free one (default: 8090, or the setting"
                    + " collect.http.port)")
    private @Nullable Integer collectPort;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws ServerStartException {
        Simulator simulator = simulator();
        Settings settings = settings(simulator);
        Duration duration = runFor == null ? ENDLESS : Options.duration("--for", runFor);
        LocalServersConfig servers = common.servers();
        Options.requireFreePort("The page", settings.get(RELAY_HOST), settings.get(RELAY_PORT), "--port");
        int readingsPort = settings.get(COLLECT_HTTP_PORT).orElse(0);
        Options.requireFreePort("The collector", settings.get(COLLECT_HTTP_HOST), readingsPort, "--collect-port");
        Steps steps = new Steps(out(), Clock.systemUTC());
        try (LocalSystem system = LocalSystem.start(servers, settings, steps)) {
            show(system, simulator, duration, steps);
        } catch (WebhooksException e) {
            throw new CliException(CliException.WRONG_INPUT, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            steps.line("Stopped before everything was ready.");
        }
        return 0;
    }

    private @Nullable Simulator simulator() {
        try {
            return noSimulator ? null : simulators.simulator();
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_INPUT, String.valueOf(e.getMessage()));
        }
    }

    private Settings settings(@Nullable Simulator simulator) {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (simulator != null) {
            defaults.put(WINDOW_LENGTH.name(), simulator.window().toMillis() + "ms");
        }
        Map<String, String> options = new LinkedHashMap<>();
        if (port != null) {
            options.put(RELAY_PORT.name(), port.toString());
        }
        if (collectPort != null) {
            options.put(COLLECT_HTTP_PORT.name(), collectPort.toString());
        }
        return common.settings(defaults, options);
    }

    /** What the collector keeps, it keeps beside what the servers do, unless it is told otherwise. */
    private static Settings collecting(Settings settings, Path data) {
        Settings collecting = settings;
        for (Setting<String> kept : List.of(COLLECT_SPOOL_FOLDER, COLLECT_FILES_STATE)) {
            if (settings.get(kept).equals(kept.defaultText())) {
                collecting = collecting.with(
                        kept,
                        data.resolve("collector").resolve(kept.defaultText()).toString());
            }
        }
        return collecting;
    }

    private void show(LocalSystem system, @Nullable Simulator simulator, Duration duration, Steps steps)
            throws ServerStartException, InterruptedException {
        Settings settings = system.settings();
        CompletableFuture<ChildExit> unexpectedExit = system.unexpectedExit();
        try (StoreReaders readers = StoreReaders.of(settings);
                Pipeline pipeline = new Pipeline(settings, readers.state());
                Relay relay = Relay.start(settings, readers, Clock.systemUTC());
                Collector collector = Collector.start(collecting(settings, system.data()), Clock.systemUTC());
                Webhooks webhooks = Webhooks.start(settings, Clock.systemUTC());
                ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            steps.ready("Relay");
            webhooks.place().ifPresent(steps::line);
            system.awaitTopology(steps);
            Watch watch = new Watch(unexpectedExit);
            if (simulator == null) {
                DemoReport.addresses(out(), system, relay.port(), collector);
                awaitEnd(unexpectedExit, duration);
            } else {
                try (PacedPublisher paced = PacedPublisher.start(simulator, publisher, Clock.systemUTC())) {
                    if (!watch.until(
                            FIRST_VALUE_DEADLINE, () -> !readers.latest().all().isEmpty())) {
                        throw new CliException(
                                CliException.FAILED,
                                "No value has come to the page within " + FIRST_VALUE_DEADLINE.toSeconds()
                                        + " s; the logs are kept with --data DIR, and Storm's tells most");
                    }
                    steps.ready("First value on the page");
                    DemoReport.addresses(out(), system, relay.port(), collector);
                    awaitEnd(unexpectedExit, duration);
                    if (paced.failure().isPresent()) {
                        throw new CliException(
                                CliException.FAILED,
                                "The simulator has stopped: "
                                        + paced.failure().get().getMessage());
                    }
                }
            }
            steps.line("Stopping, as soon as every reading is accounted for.");
            publisher.flush();
            Map<Integer, Long> ends = pipeline.ends();
            boolean settled = watch.until(DRAIN_DEADLINE, () -> pipeline.reached(ends));
            DemoReport.summary(out(), pipeline.ledger(), readers.insights());
            if (!settled) {
                throw new CliException(
                        CliException.FAILED,
                        "Not every reading was accounted for within " + DRAIN_DEADLINE.toSeconds()
                                + " s; none is lost: with --data DIR the next demo goes on where this one stopped");
            }
            DemoReport.verdict(out(), pipeline.ledger());
        }
    }

    /** Returns when the time is over or a signal has come. @throws CliException if a child has ended by itself */
    private static void awaitEnd(CompletableFuture<ChildExit> unexpectedExit, Duration duration) {
        try {
            throw Watch.ended(unexpectedExit.get(duration.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | InterruptedException e) {
            // The time is over, or somebody wants it to end: both are the good end of a demo.
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a child cannot be awaited", e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
