// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Options;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.cli.cluster.TopologyJar;
import io.foursigma.local.servers.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma chaos}: kills everything at random, and proves that nothing is lost or counted twice. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts a cluster of its own, sends readings through it while its processes are killed, stopped and cut"
                        + " off at random, and compares everything that came of them with an oracle and with a run"
                        + " without faults. Exit code 1 on any difference.")
public final class ChaosCommand implements Callable<Integer> {

    private static final int MOST_KILLS = 10_000;
    private static final int MOST_SENSORS = 100_000;
    private static final int MOST_PER_SECOND = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "100",
            description = "processes that are killed or stopped (default: 100)")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "chooses readings and faults (default: another one each time)")
    private @Nullable Long seed;

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "10000",
            description = "records that are published at least (default: 10000); they flow for as long as faults go on")
    private long readings;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "200",
            description = "records a second, of all sensors together (default: 200)")
    private int perSecond;

    @Option(names = "--sensors", paramLabel = "N", defaultValue = "20", description = "sensors (default: 20)")
    private int sensors;

    @Option(
            names = "--outage",
            paramLabel = "SERVER=TIME",
            description = "kill kafka, cassandra, elasticsearch or redis and keep it away for this time, before all"
                    + " other faults; may be given several times")
    private Map<String, String> outages = new LinkedHashMap<>();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "folder of the report (default: target/chaos in the project)")
    private @Nullable Path report;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep what the servers write in this folder, which must be empty (default: a temporary one,"
                    + " kept only if a check fails)")
    private @Nullable Path data;

    @Option(names = "--topology-jar", paramLabel = "FILE", description = "another build of the topology")
    private @Nullable Path jar;

    @Option(
            names = "--main",
            paramLabel = "CLASS",
            description = "the class that submits it (default: that of the product)")
    private @Nullable String mainClass;

    @Override
    public Integer call() throws IOException, ServerStartException {
        ChaosPlan plan = plan();
        Path reports = report == null ? Home.folder().resolve("target/chaos") : report;
        Files.createDirectories(reports);
        Path folder = folder();
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        steps.line("Seed " + plan.seed() + ", cluster in " + folder);
        boolean passed = false;
        try (ChaosSystem system = ChaosSystem.start(folder, plan.jar(), steps)) {
            ChaosReport outcome = new ChaosRun(plan, system, steps, Clock.systemUTC()).run();
            passed = outcome.passed();
            Path page = write(outcome, reports);
            tell(outcome, page);
        } catch (InterruptedException e) {
            throw new CliException(CliException.FAILED, "Stopped before anything was compared.");
        }
        if (passed && data == null) {
            remove(folder);
        }
        return passed ? 0 : CliException.FAILED;
    }

    private ChaosPlan plan() {
        List<String> wrong = new ArrayList<>();
        range(wrong, "--kills", kills, 0, MOST_KILLS);
        range(wrong, "--readings", readings, 1, Integer.MAX_VALUE);
        range(wrong, "--rate", perSecond, 1, MOST_PER_SECOND);
        range(wrong, "--sensors", sensors, 1, MOST_SENSORS);
        List<Fault.Outage> away = new ArrayList<>();
        outages.forEach((server, time) -> {
            try {
                away.add(new Fault.Outage(server(server), Options.duration("--outage", time)));
            } catch (IllegalArgumentException | CliException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        });
        if (!wrong.isEmpty()) {
            throw new CliException(CliException.WRONG_INPUT, String.join(System.lineSeparator(), wrong));
        }
        long chosen = seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
        return new ChaosPlan(chosen, kills, readings, perSecond, sensors, away, TopologyJar.of(jar, mainClass), data);
    }

    private static void range(List<String> wrong, String option, long value, long least, long most) {
        if (value < least || value > most) {
            wrong.add(option + " = " + value + ": give a whole number from " + least + " to " + most);
        }
    }

    private static Victim server(String name) {
        for (Victim victim : Victim.values()) {
            if (victim.isServer() && victim.name().toLowerCase(Locale.ROOT).equals(name)) {
                return victim;
            }
        }
        throw new IllegalArgumentException(
                "--outage " + name + ": give kafka, cassandra, elasticsearch or redis, such as cassandra=60s");
    }

    private Path folder() throws IOException {
        if (data == null) {
            return Files.createTempDirectory("foursigma-chaos-");
        }
        Options.requireEmpty("--data", data);
        return data;
    }

    private static Path write(ChaosReport outcome, Path reports) throws IOException {
        Path page = reports.resolve(outcome.name() + ".md");
        Files.writeString(page, MarkdownReport.of(outcome));
        Files.write(reports.resolve(outcome.name() + ".json"), JsonReport.of(outcome));
        return page;
    }

    private void tell(ChaosReport outcome, Path page) {
        for (Check check : outcome.checks()) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%-6s %,10d compared %,8d different  %s%n",
                            check.passed() ? "ok" : "WRONG", check.compared(), check.different(), check.name());
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s (seed %d, %,d records, %d faults, %,d replays): %s%n",
                        outcome.passed() ? "No difference" : "DIFFERENCES",
                        outcome.plan().seed(),
                        outcome.published(),
                        outcome.faults().size(),
                        outcome.replays(),
                        page);
        spec.commandLine().getOut().flush();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
