// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

import io.foursigma.bench.cli.Calm;
import io.foursigma.bench.cli.ReportFolder;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Machine;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma bench pages}: many pages at one relay. */
@Command(
        name = "pages",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Announces values through Redis to a relay in a process of its own, and reports how long they take to"
                        + " pages that look at a screenful of sensors each, and what that costs the relay. Half as long goes before,"
                        + " not counted.")
public final class PagesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "200",
            description = "pages (default: ${DEFAULT-VALUE})")
    private int pages;

    @Option(
            names = "--stalled",
            paramLabel = "N",
            defaultValue = "1",
            description = "pages more that read nothing at all (default: ${DEFAULT-VALUE})")
    private int stalled;

    @Option(
            names = "--sensors",
            paramLabel = "N",
            defaultValue = "1000",
            description = "sensors (default: ${DEFAULT-VALUE})")
    private int sensors;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "values a second of each sensor (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--shown",
            paramLabel = "N",
            defaultValue = "24",
            description = "sensors that a page looks at, another part for each page (default: ${DEFAULT-VALUE})")
    private int shown;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "how long a round is measured (default: ${DEFAULT-VALUE})")
    private String measured = "";

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "rounds (default: 3)")
    private int rounds;

    @Option(names = "--quick", description = "5 pages for 2 s, one round: shows that it runs, and measures nothing")
    private boolean quick;

    @Option(
            names = "--jvm",
            paramLabel = "FLAGS",
            defaultValue = "-Xmx96m -XX:+UseSerialGC",
            description = "flags of the relay's JVM (default: ${DEFAULT-VALUE})")
    private String jvm = "";

    @Mixin
    private ReportFolder report = new ReportFolder();

    /** The command, to be filled by picocli. */
    public PagesCommand() {}

    @Override
    public Integer call() throws IOException, ServerStartException {
        Crowd crowd = crowd();
        Path reports = report.create();
        Path folder = Files.createTempDirectory("foursigma-bench-");
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        List<Served> all = new ArrayList<>();
        try (LocalServers servers = LocalServers.start(
                LocalServersConfig.temporary(Home.folder()),
                EnumSet.of(ServerKind.REDIS),
                server -> steps.ready(server.kind().title(), server.took()))) {
            PageRounds measuredRounds = new PageRounds(servers, folder, jvm);
            for (int round = 1; round <= (quick ? 1 : rounds); round++) {
                if (!quick) {
                    Calm.await(servers);
                }
                Served served = measuredRounds.run(crowd);
                all.add(served);
                steps.line("round %d: 99 %% within %.0f ms, %.2f cores"
                        .formatted(round, served.millis99(), served.cores()));
            }
        } catch (InterruptedException e) {
            throw new CliException(CliException.FAILED, "Stopped before all rounds were measured.");
        }
        Path page = new PagesReport(Machine.words(), jvm, crowd, all).write(reports);
        spec.commandLine().getOut().println(Files.readString(page));
        steps.line("Report: " + page + "; what the relay wrote: " + folder);
        return 0;
    }

    private Crowd crowd() {
        List<String> wrong = new ArrayList<>();
        Map.of("--pages", pages, "--sensors", sensors, "--rate", rate, "--shown", shown, "--rounds", rounds)
                .forEach((option, number) -> {
                    if (number < 1) {
                        wrong.add(option + " = " + number + ": give 1 or more");
                    }
                });
        if (stalled < 0) {
            wrong.add("--stalled = " + stalled + ": give 0 or more");
        }
        if (shown > Math.min(sensors, 200)) {
            wrong.add("--shown = " + shown + ": give at most 200, and no more than --sensors");
        }
        if (1_000 % Math.max(1, rate) != 0) {
            wrong.add("--rate = " + rate + ": give a divisor of 1000");
        }
        Duration span = Duration.ofSeconds(2);
        try {
            span = quick ? span : DurationText.parse(measured);
        } catch (IllegalArgumentException e) {
            wrong.add("--for: " + e.getMessage());
        }
        if (!wrong.isEmpty()) {
            throw new CliException(CliException.WRONG_INPUT, String.join(System.lineSeparator(), wrong));
        }
        return new Crowd(quick ? 5 : pages, stalled, sensors, rate, shown, span);
    }
}
