// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.policies;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma policies}: units and limits of sensors. */
@Command(
        name = "policies",
        mixinStandardHelpOptions = true,
        description = "Lists, sets and removes units and limits of sensors. The relays show them at once.",
        footer = {"", "Exit codes: 0 done, 2 wrong input or settings, or Kafka does not answer."})
public final class PoliciesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PoliciesCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine() {
        return new CommandLine(new PoliciesCommand())
                .addSubcommand(new ListPoliciesCommand())
                .addSubcommand(new SetPolicyCommand())
                .addSubcommand(new RemovePolicyCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
