// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma topics}: the topics as Kafka has them. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Lists, creates and describes Foursigma's topics.",
        footer = {
            "",
            "Exit codes: 0 done, 2 wrong input or settings, a topic that cannot serve, or Kafka does not answer."
        })
public final class TopicsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TopicsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine() {
        return new CommandLine(new TopicsCommand())
                .addSubcommand(new ListTopicsCommand())
                .addSubcommand(new CreateTopicsCommand())
                .addSubcommand(new DescribeTopicsCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
