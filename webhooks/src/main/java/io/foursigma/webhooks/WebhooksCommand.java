// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.process.StopSignal;
import io.foursigma.schemas.settings.NamedAddress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma webhooks}: tells receivers of episodes. */
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Tells the receivers that the settings name when an episode opens, closes or is opened again, over"
                        + " HTTP, from a Kafka that runs already. Ctrl-C stops it.",
        footer = {"", "Exit codes: 0 stopped by a signal, 2 wrong settings or a port in use."})
public final class WebhooksCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    /** A command that picocli fills. */
    public WebhooksCommand() {}

    @Override
    public Integer call() {
        try {
            Settings settings = Settings.resolve(System.getenv(), given);
            if (!Webhooks.hasReceiver(settings)) {
                spec.commandLine()
                        .getErr()
                        .println(SettingsTable.WEBHOOKS_URLS.name()
                                + " is off, so nobody is to be told: docs/webhooks.md says how");
                return ExitCode.USAGE;
            }
            tell(settings);
            return ExitCode.OK;
        } catch (SettingsException | WebhooksException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private void tell(Settings settings) {
        try (Webhooks webhooks = Webhooks.start(settings, Clock.systemUTC())) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "Webhooks read the topic '%s' of Kafka at %s, and tell %s%n",
                    settings.get(SettingsTable.RESULTS_TOPIC),
                    settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                    settings.get(SettingsTable.WEBHOOKS_URLS).stream()
                            .map(NamedAddress::name)
                            .collect(Collectors.joining(", ")));
            webhooks.place().ifPresent(out::println);
            out.flush();
            StopSignal.await();
            out.println("Webhooks stop");
        }
    }
}
