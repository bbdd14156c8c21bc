// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma cluster}: Storm's daemons and all servers on this machine, in the background. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "A Storm cluster on this machine, with all that belongs to it, in the background.")
public final class ClusterCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ClusterCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine() {
        return new CommandLine(new ClusterCommand())
                .addSubcommand(new UpCommand())
                .addSubcommand(new SubmitCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new TopologyCommands.Rebalance())
                .addSubcommand(new TopologyCommands.Deactivate())
                .addSubcommand(new TopologyCommands.Activate())
                .addSubcommand(new TopologyCommands.Kill())
                .addSubcommand(new DownCommand())
                .addSubcommand(new KeepCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
