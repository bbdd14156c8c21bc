// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.servers.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code foursigma bench micro}: JMH over the steps of a reading. */
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        description =
                "Measures the steps of a reading, each by itself, with JMH: decoding, statistics, windows, order,"
                        + " serialisation. Everything behind it goes to JMH, such as -prof gc, or a part of a benchmark's name.")
final class MicroCommand implements Callable<Integer> {

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    /** The command; from the first word that is not its own on, all words are JMH's, in their order. */
    static CommandLine commandLine() {
        return new CommandLine(new MicroCommand()).setStopAtUnmatched(true);
    }

    @Override
    public Integer call() throws IOException {
        ChildJvm jmh = new ChildJvm(List.of(), Home.classPath("bench", "micro"), "org.openjdk.jmh.Main", arguments);
        Process process = new ProcessBuilder(jmh.command())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return process.waitFor() == 0 ? 0 : CliException.FAILED;
        } catch (InterruptedException e) {
            process.destroy();
            throw new CliException(CliException.FAILED, "Stopped before the benchmarks were through.");
        }
    }
}
