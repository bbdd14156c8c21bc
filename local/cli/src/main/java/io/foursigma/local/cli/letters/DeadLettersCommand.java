// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.Position;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma dead-letters}: what is no reading, and what becomes of it. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists, shows and replays what was no reading, and lists documents that Elasticsearch refused.",
        footer = {"", "Exit codes: 0 done, 2 wrong input or settings, or Kafka does not answer."})
public final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DeadLettersCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine() {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListCommand())
                .addSubcommand(new ShowCommand())
                .addSubcommand(new ReplayCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What a position on the command line means. */
    static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_INPUT, String.valueOf(e.getMessage()));
        }
    }

    static CliException unknown(Position position) {
        return new CliException(
                CliException.WRONG_INPUT,
                "Nothing is kept of " + position.id() + ": 'foursigma dead-letters list' lists what is");
    }
}
