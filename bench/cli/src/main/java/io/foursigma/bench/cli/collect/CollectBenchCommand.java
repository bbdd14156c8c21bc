// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

/** {@code foursigma bench collect}: what a collector takes in, and what that costs. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends readings to a collector in a process of its own, with Kafka beside it, and reports how many"
                        + " were acknowledged per second and the collector's CPU time. As many readings go before, not counted.")
public final class CollectBenchCommand implements Callable<Integer> {

    private static final int QUICK_READINGS = 2_000;
    private static final int QUICK_BATCH = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--forms",
            paramLabel = "FORM,FORM...",
            split = ",",
            defaultValue = "ndjson,json,csv,senml",
            description =
                    "forms of the bodies; keyed: NDJSON with an Idempotency-Key for each request; websocket: NDJSON"
                            + " over WebSocket and through the spool; files: a file of CSV; mqtt: single messages of QoS 1 through a broker of MQTT"
                            + " (default: ${DEFAULT-VALUE})")
    private List<String> forms = new ArrayList<>();

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "readings of a round (default: ${DEFAULT-VALUE})")
    private int readings;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1000",
            description = "readings of a request (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "senders at a time (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "rounds (default: 3)")
    private int rounds;

    @Option(names = "--quick", description = "2000 readings, one round: shows that it runs, and measures nothing")
    private boolean quick;

    @Option(
            names = "--jvm",
            paramLabel = "FLAGS",
            defaultValue = "-Xms256m -Xmx256m -XX:+UseParallelGC",
            description = "flags of the collector's JVM (default: ${DEFAULT-VALUE})")
    private String jvm = "";

    @Mixin
    private ReportFolder report = new ReportFolder();

    /** The command, to be filled by picocli. */
    public CollectBenchCommand() {}

    @Override
    public Integer call() throws IOException, ServerStartException {
        List<Form> asked = checked();
        Path reports = report.create();
        Path folder = Files.createTempDirectory("foursigma-bench-");
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        List<Intaking> all = new ArrayList<>();
        try (LocalServers servers = LocalServers.start(
                LocalServersConfig.temporary(Home.folder()),
                EnumSet.of(ServerKind.KAFKA),
                server -> steps.ready(server.kind().title(), server.took()))) {
            CollectRounds measured = new CollectRounds(servers, folder, readings(), batch(), connections, jvm);
            for (int round = 1; round <= (quick ? 1 : rounds); round++) {
                for (Form form : asked) {
                    if (!quick) {
                        Calm.await(servers);
                    }
                    Intaking took = measured.run(form);
                    all.add(took);
                    steps.line("round %d, %s: %,.0f readings/s, %.2f CPU-seconds per million"
                            .formatted(round, form.word(), took.perSecond(), took.cpuPerMillion()));
                }
            }
        } catch (InterruptedException e) {
            throw new CliException(CliException.FAILED, "Stopped before all rounds were measured.");
        }
        String course =
                "%,d readings a round after as many to warm up, %,d a request (of MQTT: one a message), %d senders."
                        .formatted(readings(), batch(), connections);
        Path page = new CollectReport(Machine.words(), jvm, course, all).write(reports);
        spec.commandLine().getOut().println(Files.readString(page));
        steps.line("Report: " + page + "; what the collectors wrote: " + folder);
        return 0;
    }

    private List<Form> checked() {
        List<String> wrong = new ArrayList<>();
        List<Form> asked = new ArrayList<>();
        for (String form : forms) {
            try {
                asked.add(Form.named(form));
            } catch (IllegalArgumentException e) {
                wrong.add("--forms = " + form + ": give ndjson, json, csv, senml, keyed, websocket, files or mqtt");
            }
        }
        Map.of("--readings", readings, "--batch", batch, "--connections", connections, "--rounds", rounds)
                .forEach((option, number) -> {
                    if (number < 1) {
                        wrong.add(option + " = " + number + ": give 1 or more");
                    }
                });
        if (!wrong.isEmpty()) {
            throw new CliException(CliException.WRONG_INPUT, String.join(System.lineSeparator(), wrong));
        }
        return asked;
    }

    private int readings() {
        return quick ? QUICK_READINGS : readings;
    }

    private int batch() {
        return quick ? QUICK_BATCH : batch;
    }
}
