// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.bench.cli.collect.CollectBenchCommand;
import io.foursigma.bench.cli.latency.LatencyCommand;
import io.foursigma.bench.cli.pages.PagesCommand;
import io.foursigma.bench.cli.quality.QualityCommand;
import io.foursigma.bench.cli.scale.PlotCommand;
import io.foursigma.bench.cli.scale.ScaleCommand;
import io.foursigma.local.cli.FailureText;
import io.foursigma.schemas.process.StopSignal;
import picocli.CommandLine;

/** The command {@code foursigma bench}. */
public final class BenchMain {

    private BenchMain() {}

    /**
     * Runs it and ends the process with its exit code.
     *
     * @param args its options
     */
    public static void main(String[] args) {
        StopSignal.runUntilExit(() -> commandLine().execute(args));
    }

    /** The command, and those under it. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(new RaceCommand());
        command.addSubcommand(new LatencyCommand());
        command.addSubcommand(new CollectBenchCommand());
        command.addSubcommand(new PagesCommand());
        command.addSubcommand(MicroCommand.commandLine());
        command.addSubcommand(new ScaleCommand());
        command.addSubcommand(new PlotCommand());
        command.addSubcommand(new QualityCommand());
        command.setExecutionExceptionHandler(FailureText::handle);
        return command;
    }
}
