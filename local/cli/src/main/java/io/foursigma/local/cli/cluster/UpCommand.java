// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma cluster up}: starts the keeper in the background and shows its progress until all is ready. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts ZooKeeper, nimbus and supervisors, Kafka, Cassandra, Elasticsearch, Redis and the relay in"
                        + " the background. They go on until 'cluster down'; what they hold is kept in the folder.")
final class UpCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private UpOptions options = new UpOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ClusterFolder folder = options.folder();
        options.given();
        if (folder.kept().isPresent()) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "A cluster is kept in " + folder.path()
                            + " already: 'foursigma cluster status' shows it, 'down' ends"
                            + " it, --data names another folder");
        }
        folder.endLeftovers();
        options.check();
        Files.createDirectories(folder.path());
        long logStart = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
        Process keeper = startKeeper(folder);
        try {
            return follow(keeper, folder, logStart);
        } catch (InterruptedException e) {
            keeper.destroy();
            keeper.waitFor();
            out().println("Stopped before everything was ready.");
            return CliException.FAILED;
        }
    }

    /** The keeper lives on when this process ends, and when its terminal closes. */
    private Process startKeeper(ClusterFolder folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "keeper"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Dfoursigma.home=" + Home.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.foursigma.local.cli.FoursigmaMain",
                "cluster",
                "keep"));
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        command.addAll(words.subList(words.indexOf(spec.name()) + 1, words.size()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        return builder.start();
    }

    private int follow(Process keeper, ClusterFolder folder, long logStart) throws IOException, InterruptedException {
        long shown = logStart;
        Optional<ClusterState> up = Optional.empty();
        while (up.isEmpty() && !keeper.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            shown = show(folder.log(), shown);
            up = folder.kept().filter(ClusterState::ready);
        }
        show(folder.log(), shown);
        if (up.isEmpty()) {
            return keeper.exitValue() == 0 ? CliException.FAILED : keeper.exitValue();
        }
        StatusText.addresses(out(), folder, up.get());
        return 0;
    }

    /** Prints what the log has gained in whole lines. */
    private long show(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            out().print(text.substring(0, end));
            out().flush();
            return from + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
