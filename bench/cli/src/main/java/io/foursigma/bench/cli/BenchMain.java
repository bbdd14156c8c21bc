// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

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

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new RaceCommand());
        command.addSubcommand(MicroCommand.commandLine());
        command.setExecutionExceptionHandler(FailureText::handle);
        return command;
    }
}
