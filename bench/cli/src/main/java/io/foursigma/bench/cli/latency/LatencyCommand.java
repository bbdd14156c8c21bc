// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import io.foursigma.bench.cli.Calm;
import io.foursigma.bench.cli.ReportFolder;
import io.foursigma.bench.cli.ServerFlags;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Machine;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.DurationText;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma bench latency}: how long readings take to the state, the index and the page. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends readings at a constant rate through the whole system, and reports how long after the moment at"
                        + " which each was due it is durable, indexed, and shown in a frame of the live stream. Exit code 1"
                        + " if one was not seen everywhere within a minute of the last one.")
public final class LatencyCommand implements Callable<Integer> {

    private static final Plan QUICK = Plan.of(200, 50, Duration.ofSeconds(2), Duration.ofSeconds(3));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "N,N...",
            split = ",",
            defaultValue = "1000,10000,50000",
            description = "readings per second, a run for each (default: ${DEFAULT-VALUE})")
    private List<Integer> rates = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "how long readings are measured (default: ${DEFAULT-VALUE})")
    private String measured = "";

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "40s",
            description = "how long readings come before those that are measured; the topology needs the first ten"
                    + " seconds or more to come up (default: ${DEFAULT-VALUE})")
    private String warmUp = "";

    @Option(
            names = "--sensors",
            paramLabel = "N",
            defaultValue = "1000",
            description = "sensors, which take turns (default: ${DEFAULT-VALUE})")
    private int sensors;

    @Option(
            names = "--quick",
            description = "200 readings/s of 50 sensors for 3 s after 2 s of warming up: shows that it runs, and"
                    + " measures nothing")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the values (default: 1)")
    private long seed;

    @Option(
            names = "--jvm",
            paramLabel = "FLAGS",
            defaultValue = "-Xms1g -Xmx1g -XX:+UseParallelGC -XX:TieredStopAtLevel=1",
            description = "flags of the topology's JVM (default: ${DEFAULT-VALUE})")
    private String jvm = "";

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md, beside its defaults; may be given several times")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private ReportFolder report = new ReportFolder();

    /** The command, to be filled by picocli. */
    public LatencyCommand() {}

    @Override
    public Integer call() throws IOException, ServerStartException {
        List<Plan> plans = plans();
        Path reports = report.create();
        Path folder = Files.createTempDirectory("foursigma-bench-");
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        List<Delay> delays = new ArrayList<>();
        try (LocalServers servers = LocalServers.start(
                LocalServersConfig.temporary(Home.folder()),
                EnumSet.allOf(ServerKind.class),
                server -> steps.ready(server.kind().title(), server.took()))) {
            List<String> flags = ServerFlags.split(jvm);
            DelayTrack track = new DelayTrack(servers, folder, flags, settings, seed, steps);
            for (Plan plan : plans) {
                if (!quick) {
                    Calm.await(servers);
                }
                delays.add(track.run(plan));
                // After each rate: one that fails loses none before it.
                report(delays).write(reports);
            }
        } catch (InterruptedException e) {
            throw new CliException(CliException.FAILED, "Stopped before all rates were measured.");
        }
        DelayReport outcome = report(delays);
        Path page = outcome.write(reports);
        spec.commandLine().getOut().println(Files.readString(page));
        steps.line("Report: " + page + "; what the topology and the relay wrote: " + folder);
        return outcome.isComplete() ? 0 : CliException.FAILED;
    }

    private DelayReport report(List<Delay> delays) {
        return new DelayReport(Machine.words(), jvm, settings, seed, delays);
    }

    private List<Plan> plans() {
        List<String> wrong = new ArrayList<>();
        try {
            Settings.resolve(Map.of(), settings);
        } catch (SettingsException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        List<Plan> plans = quick ? List.of(QUICK) : plans(wrong);
        if (!wrong.isEmpty()) {
            throw new CliException(CliException.WRONG_INPUT, String.join(System.lineSeparator(), wrong));
        }
        return plans;
    }

    private List<Plan> plans(List<String> wrong) {
        Optional<Duration> before = duration("--warm-up", warmUp, wrong);
        Optional<Duration> span = duration("--for", measured, wrong);
        List<Plan> plans = new ArrayList<>();
        if (before.isPresent() && span.isPresent()) {
            for (int rate : rates) {
                try {
                    plans.add(Plan.of(rate, sensors, before.get(), span.get()));
                } catch (IllegalArgumentException e) {
                    wrong.add("--rate, --sensors, --warm-up, --for: " + e.getMessage());
                }
            }
        }
        return plans;
    }

    private static Optional<Duration> duration(String option, String text, List<String> wrong) {
        try {
            return Optional.of(DurationText.parse(text));
        } catch (IllegalArgumentException e) {
            wrong.add(option + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
