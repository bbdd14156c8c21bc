// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.dashboard.access.AccountsCommand;
import io.foursigma.ingest.SimulateCommand;
import io.foursigma.ingest.collect.CollectCommand;
import io.foursigma.ingest.keys.KeysCommand;
import io.foursigma.local.cli.chaos.ChaosCommand;
import io.foursigma.local.cli.cluster.ClusterCommand;
import io.foursigma.local.cli.kibana.KibanaCommand;
import io.foursigma.local.cli.letters.DeadLettersCommand;
import io.foursigma.local.cli.policies.PoliciesCommand;
import io.foursigma.local.cli.topics.ConsumeCommand;
import io.foursigma.local.cli.topics.ProduceCommand;
import io.foursigma.local.cli.topics.TopicsCommand;
import io.foursigma.local.cli.whatif.WhatIfCommand;
import io.foursigma.schemas.process.StopSignal;
import io.foursigma.webhooks.WebhooksCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code foursigma}. */
@Command(
        name = "foursigma",
        description =
                "Watches sensors as they stream: exact running statistics, and anomalies that explain themselves.",
        mixinStandardHelpOptions = true,
        version = "foursigma 0.1.0",
        footer = {
            "",
            "Beside these, the script takes:",
            "  bench    this system and others over the same readings, side by side: rate, CPU time, memory",
            "  test     builds everything and runs all tests, those in a browser included",
            "",
            "Exit codes: 0 done, 1 failed on the way, 2 wrong input or settings."
        })
public final class FoursigmaMain implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private FoursigmaMain() {}

    /**
     * Runs a command and ends the process with its exit code. SIGINT and SIGTERM let the command stop in order.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        StopSignal.runUntilExit(() -> commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new FoursigmaMain());
        command.addSubcommand(new DemoCommand());
        command.addSubcommand(new AnalyzeCommand());
        command.addSubcommand(new WhatIfCommand());
        command.addSubcommand(new CollectCommand());
        command.addSubcommand(new WebhooksCommand());
        command.addSubcommand(new KeysCommand());
        command.addSubcommand(new AccountsCommand());
        command.addSubcommand(new SimulateCommand());
        command.addSubcommand(new LedgerCommand());
        command.addSubcommand(new ExplainCommand());
        command.addSubcommand(DeadLettersCommand.commandLine());
        command.addSubcommand(TopicsCommand.commandLine());
        command.addSubcommand(PoliciesCommand.commandLine());
        command.addSubcommand(KibanaCommand.commandLine());
        command.addSubcommand(new RetentionCommand());
        command.addSubcommand(new ProduceCommand());
        command.addSubcommand(new ConsumeCommand());
        command.addSubcommand(ClusterCommand.commandLine());
        command.addSubcommand(new ChaosCommand());
        command.setExecutionExceptionHandler(FailureText::handle);
        return command;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
