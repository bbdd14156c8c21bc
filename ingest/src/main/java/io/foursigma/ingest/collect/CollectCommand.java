// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import io.foursigma.ingest.PublishException;
import io.foursigma.ingest.SourceException;
import io.foursigma.schemas.process.StopSignal;
import io.foursigma.schemas.settings.Setting;
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

/** {@code foursigma collect}: takes readings and publishes them to the Kafka of the settings. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Takes readings from the sources that the settings switch on, and publishes them to a Kafka that runs"
                        + " already. Ctrl-C stops it.",
        footer = {"", "Exit codes: 0 stopped by a signal, 2 wrong settings or a port in use."})
public final class CollectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    /** A command that picocli fills. */
    public CollectCommand() {}

    @Override
    public Integer call() {
        try {
            Settings settings = Settings.resolve(System.getenv(), given);
            if (!Collector.hasSource(settings)) {
                spec.commandLine()
                        .getErr()
                        .println(Collector.SWITCHES.stream().map(Setting::name).collect(Collectors.joining(", "))
                                + " are all off, so no source is switched on: docs/collectors.md says how");
                return ExitCode.USAGE;
            }
            collect(settings);
            return ExitCode.OK;
        } catch (SettingsException | SourceException | PublishException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private void collect(Settings settings) {
        try (Collector collector = Collector.start(settings, Clock.systemUTC())) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "The collector publishes to the topic '%s' of Kafka at %s%n",
                    settings.get(SettingsTable.READINGS_TOPIC), settings.get(SettingsTable.KAFKA_BOOTSTRAP));
            collector.places().forEach(place -> out.printf("It takes readings %s%n", place));
            out.flush();
            StopSignal.await();
            out.println("The collector stops");
        }
    }
}
