// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.ingest.broadcast.BroadcastServer;
import io.foursigma.schemas.process.StopSignal;
import io.foursigma.schemas.settings.DurationText;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code foursigma simulate}: sensors that do not exist, published to the Kafka of the settings until the time is over
 * or the thread is interrupted.
 */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Publishes simulated sensors to a Kafka that runs already, or broadcasts them over WebSocket. Ctrl-C stops it.",
        footer = {"", "Exit codes: 0 all was acknowledged, 1 Kafka failed, 2 wrong input or settings."})
public final class SimulateCommand implements Callable<Integer> {

    private static final int MOST_PORT = 65_535;
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SimulatorOptions simulators = new SimulatorOptions();

    @Option(names = "--for", paramLabel = "TIME", description = "stop after this time, such as 60s or 5min")
    private @Nullable String runFor;

    @Option(
            names = "--websocket",
            paramLabel = "PORT",
            description =
                    "broadcast over WebSocket on this port (0: a free one) instead of publishing to Kafka: values under"
                            + " /values, readings under /readings, only while somebody is connected")
    private @Nullable Integer webSocketPort;

    @Option(
            names = "--websocket-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "address for --websocket (default: 127.0.0.1)")
    private String webSocketHost = "127.0.0.1";

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    /** A command that picocli fills. */
    public SimulateCommand() {}

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        Simulator simulator = checked(simulators::simulator, problems);
        Duration duration = checked(this::duration, problems);
        Settings settings = checked(() -> Settings.resolve(System.getenv(), given), problems);
        if (webSocketPort != null && (webSocketPort < 0 || webSocketPort > MOST_PORT)) {
            problems.add("--websocket = " + webSocketPort + ": give a port from 0 to " + MOST_PORT);
        }
        PrintWriter err = spec.commandLine().getErr();
        if (simulator == null || duration == null || settings == null || !problems.isEmpty()) {
            problems.forEach(err::println);
            return ExitCode.USAGE;
        }
        if (webSocketPort != null) {
            return broadcast(simulator, duration, webSocketPort);
        }
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            publish(simulator, publisher, duration, settings);
            return ExitCode.OK;
        } catch (PublishException e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private int broadcast(Simulator simulator, Duration duration, int port) {
        PrintWriter out = spec.commandLine().getOut();
        IntConsumer told = clients -> {
            out.printf("Clients: %d%n", clients);
            out.flush();
        };
        try (BroadcastServer server = BroadcastServer.start(simulator, webSocketHost, port, told, Clock.systemUTC())) {
            out.printf(
                    "Broadcasting %s on ws://%s:%d/values and /readings while somebody listens: sensors %d, readings per"
                            + " second of each %s%n",
                    simulator.name(),
                    webSocketHost,
                    server.port(),
                    simulator.sensors().size(),
                    simulator.ratePerSecond());
            out.flush();
            StopSignal.await(duration);
            return ExitCode.OK;
        } catch (SourceException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private Duration duration() {
        try {
            return runFor == null ? ENDLESS : DurationText.parseAboveZero(runFor);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--for: " + e.getMessage(), e);
        }
    }

    private static <T> @Nullable T checked(Supplier<T> option, List<String> problems) {
        try {
            return option.get();
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void publish(Simulator simulator, ReadingPublisher publisher, Duration duration, Settings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Publishing %s to the topic '%s' of Kafka at %s: sensors %d, readings per second of each %s%n",
                simulator.name(),
                settings.get(SettingsTable.READINGS_TOPIC),
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                simulator.sensors().size(),
                simulator.ratePerSecond());
        out.flush();
        try (PacedPublisher paced = PacedPublisher.start(simulator, publisher, Clock.systemUTC())) {
            awaitEnd(paced, duration);
        }
        try {
            publisher.flush();
        } finally {
            out.printf(
                    "Published %d readings; Kafka has acknowledged %d%n", publisher.sent(), publisher.acknowledged());
            out.flush();
        }
    }

    /** Returns when the time is over, a signal has come, or Kafka has failed. */
    private static void awaitEnd(PacedPublisher paced, Duration duration) {
        try {
            paced.awaitEnd(duration);
        } catch (InterruptedException e) {
            // Somebody wants it to end: as good an end as that of the time.
        }
    }
}
