// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.kibana;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma kibana}: what Kibana needs to show insights. */
@Command(
        name = "kibana",
        mixinStandardHelpOptions = true,
        description = "Brings data views, a saved search and dashboards into Kibana (docs/kibana.md).",
        footer = {"", "Exit codes: 0 done, 1 Kibana refuses an object, 2 wrong input or settings, or no answer."})
public final class KibanaCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private KibanaCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine() {
        return new CommandLine(new KibanaCommand()).addSubcommand(new ImportCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
