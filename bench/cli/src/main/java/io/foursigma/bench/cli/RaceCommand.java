// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.bench.workload.Workload;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Machine;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma bench}: this system and others over the same readings, side by side. */
@Command(
        name = "foursigma bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Fills a topic and lets each contestant work through it, one after the other, in turns; compares the"
                        + " anomalies of each with an exact oracle, and reports rate, CPU time and memory. Exit code 1 if a"
                        + " contestant missed an anomaly or found one that is none.")
final class RaceCommand implements Callable<Integer> {

    private static final int PARTITIONS = 4;
    private static final long WINDOW_MILLIS = 2_000;
    private static final List<Contestant> ALL = List.of(Contestant.values());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "readings of a race (default: 2000000)")
    private long readings;

    @Option(
            names = "--sensors",
            paramLabel = "N,N...",
            split = ",",
            defaultValue = "1000,100000",
            description = "sensors, a race for each number (default: 1000,100000)")
    private List<Integer> sensors = new ArrayList<>();

    @Option(
            names = "--per-window",
            paramLabel = "N,N...",
            split = ",",
            defaultValue = "100,10",
            description = "readings of a sensor in a window of 2 s, for each number of sensors (default: 100,10)")
    private List<Integer> perWindow = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "rounds (default: 3)")
    private int rounds;

    @Option(
            names = "--quick",
            description =
                    "20000 readings of 50 sensors, one round, nothing warmed up: shows that every contestant runs and"
                            + " finds what it should, and measures nothing")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "WHO,WHO...",
            split = ",",
            description = "contestants: ${COMPLETION-CANDIDATES} (default: all)",
            converter = ContestantConverter.class,
            completionCandidates = ContestantConverter.class)
    private @Nullable List<Contestant> only;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the readings (default: 1)")
    private long seed;

    @Option(
            names = "--jvm",
            paramLabel = "FLAGS",
            defaultValue = "-Xms2g -Xmx2g -XX:+UseParallelGC",
            description = "flags of every contestant's JVM (default: ${DEFAULT-VALUE})")
    private String jvm = "";

    @Option(
            names = "--server-jvm",
            paramLabel = "FLAGS",
            defaultValue = ServerFlags.UNDER_LOAD,
            description = "flags of each server's JVM, beside its own (default: ${DEFAULT-VALUE})")
    private String serverJvm = "";

    @Option(names = "-c", paramLabel = "NAME=VALUE", description = "a setting of the topology, beside its defaults")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private ReportFolder report = new ReportFolder();

    @Override
    public Integer call() throws IOException, ServerStartException {
        List<Workload> workloads = workloads();
        Path reports = report.create();
        Path folder = Files.createTempDirectory("foursigma-bench-");
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        List<Race> races = new ArrayList<>();
        try (LocalServers servers = LocalServers.start(
                LocalServersConfig.temporary(Home.folder()).withFlags(ServerFlags.split(serverJvm)),
                EnumSet.allOf(ServerKind.class),
                server -> steps.ready(server.kind().title(), server.took()))) {
            RaceTrack track = new RaceTrack(servers, folder, ServerFlags.split(jvm), settings, steps);
            for (Workload workload : workloads) {
                races.add(track.run(workload, only == null ? ALL : only, quick ? 1 : rounds, quick));
            }
        } catch (InterruptedException e) {
            throw new CliException(CliException.FAILED, "Stopped before the race was over.");
        }
        RaceReport outcome = new RaceReport(Machine.words(), jvm, settings, seed, races);
        Path page = outcome.write(reports);
        spec.commandLine().getOut().println(Files.readString(page));
        steps.line("Report: " + page + "; what the contestants wrote: " + folder);
        return outcome.correct() ? 0 : CliException.FAILED;
    }

    private List<Workload> workloads() {
        if (quick) {
            return List.of(new Workload(20_000, 50, false, 20, WINDOW_MILLIS, PARTITIONS, seed));
        }
        List<String> wrong = new ArrayList<>();
        if (rounds < 1) {
            wrong.add("--rounds = " + rounds + ": give a whole number from 1");
        }
        if (perWindow.size() != sensors.size()) {
            wrong.add(
                    "--per-window needs as many numbers as --sensors: " + sensors.size() + ", not " + perWindow.size());
        }
        List<Workload> workloads = new ArrayList<>();
        for (int i = 0; i < Math.min(sensors.size(), perWindow.size()); i++) {
            try {
                workloads.add(new Workload(
                        readings, sensors.get(i), false, perWindow.get(i), WINDOW_MILLIS, PARTITIONS, seed));
            } catch (IllegalArgumentException e) {
                wrong.add("--readings, --sensors, --per-window: " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new CliException(CliException.WRONG_INPUT, String.join(System.lineSeparator(), wrong));
        }
        return workloads;
    }
}
