// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.bench.cli.RaceTrack;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma bench scale}: what this system costs as one size grows at a time. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs this system over readings of many sizes, one size varied at a time, and reports rate, CPU time,"
                        + " memory and flushes at each; for the number of sensors also the recovery of the state. Exit code 1 if a"
                        + " point did not come to its end, or an anomaly was missed or found that is none.")
public final class ScaleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--over",
            paramLabel = "WHAT,WHAT...",
            split = ",",
            description =
                    "what is varied: sensors, partitions, buckets, hot, window (default: all; with --quick: sensors)")
    private List<String> over = new ArrayList<>();

    @Option(
            names = "--values",
            paramLabel = "N,N...",
            split = ",",
            description = "its sizes, if it is one thing that is varied; hot: 0 without, 1 with a hot sensor (default:"
                    + " from 1 to 1000000 sensors, 64 partitions, 256 buckets, 1000 readings a window)")
    private List<Integer> values = new ArrayList<>();

    @Option(
            names = "--readings",
            paramLabel = "N",
            description = "readings of a point, unless its size needs more (default: 1000000)")
    private @Nullable Long readings;

    @Option(
            names = "--jvm",
            paramLabel = "FLAGS",
            defaultValue = "-Xms2g -Xmx2g -XX:+UseParallelGC",
            description = "flags of the topology's JVM (default: ${DEFAULT-VALUE})")
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

    @Option(
            names = "--quick",
            description =
                    "20000 readings, two small sizes of each thing, nothing warmed up: shows that everything runs,"
                            + " and measures nothing")
    private boolean quick;

    @Override
    public Integer call() throws IOException, ServerStartException {
        Base small = quick ? Base.QUICK : Base.FULL;
        Base base = readings == null ? small : small.withReadings(readings);
        List<Point> points = points(base);
        Path reports = report.create();
        Path folder = Files.createTempDirectory("foursigma-scale-");
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        Scale scale = new Scale(Machine.words(), jvm, serverJvm, List.of(), List.of());
        try (LocalServers servers = LocalServers.start(
                LocalServersConfig.temporary(Home.folder()).withFlags(ServerFlags.split(serverJvm)),
                EnumSet.allOf(ServerKind.class),
                server -> steps.ready(server.kind().title(), server.took()))) {
            RaceTrack track = new RaceTrack(servers, folder, ServerFlags.split(jvm), settings, steps);
            scale = new Sweep(servers, track, quick, reports, steps).run(scale, base, settings, points);
        } catch (InterruptedException e) {
            throw new CliException(
                    CliException.FAILED, "Stopped before the last point; those before it are in " + reports + ".");
        }
        spec.commandLine().getOut().println(ScalePage.of(scale));
        steps.line("Report: " + reports.resolve("scale.md") + "; what the processes wrote: " + folder);
        return scale.correct() ? 0 : CliException.FAILED;
    }

    private List<Point> points(Base base) {
        Set<String> wrong = new LinkedHashSet<>();
        if (base.readings() < 1) {
            wrong.add("--readings = " + base.readings() + ": give a whole number from 1");
        }
        List<Dimension> dimensions = dimensions(wrong);
        if (!values.isEmpty() && dimensions.size() != 1) {
            wrong.add("--values needs one thing that is varied: name it with --over");
        }
        List<Point> points = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            List<Integer> sizes = values.isEmpty() ? dimension.values(quick) : values;
            sizes.stream().distinct().sorted().forEach(size -> {
                try {
                    points.add(dimension.point(size, base, settings));
                } catch (IllegalArgumentException e) {
                    wrong.add(dimension + ": " + e.getMessage());
                }
            });
        }
        if (!wrong.isEmpty()) {
            throw new CliException(CliException.WRONG_INPUT, String.join(System.lineSeparator(), wrong));
        }
        return points;
    }

    private List<Dimension> dimensions(Set<String> wrong) {
        if (over.isEmpty()) {
            return quick ? List.of(Dimension.SENSORS) : List.of(Dimension.values());
        }
        List<Dimension> found = new ArrayList<>();
        for (String word : over) {
            Dimension.of(word)
                    .ifPresentOrElse(
                            found::add,
                            () -> wrong.add(
                                    "--over = " + word + ": give " + "sensors, partitions, buckets, hot, window"));
        }
        return found.stream().distinct().toList();
    }
}
