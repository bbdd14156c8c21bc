// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.process.StopSignal;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The relay as a process. It starts while stores are away, and tells on {@code /api/health} which ones. */
@Command(
        name = "RelayMain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the live page and the HTTP interface. Ctrl-C stops it.",
        footer = {"", "Exit codes: 0 stopped by a signal, 1 failed on the way, 2 wrong settings or a port in use."})
public final class RelayMain implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    private RelayMain() {}

    /**
     * Serves until SIGINT or SIGTERM comes, and ends the process with its exit code.
     *
     * @param args {@code [-c name=value ...]}
     */
    public static void main(String[] args) {
        StopSignal.runUntilExit(() -> new CommandLine(new RelayMain()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            serve(Settings.resolve(System.getenv(), given));
            return ExitCode.OK;
        } catch (SettingsException | RelayException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private void serve(Settings settings) {
        try (StoreReaders readers = StoreReaders.of(settings);
                Relay relay = Relay.start(settings, readers, Clock.systemUTC())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("The relay listens on http://" + settings.get(SettingsTable.RELAY_HOST) + ':' + relay.port());
            out.flush();
            StopSignal.await();
            out.println("The relay stops");
        }
    }
}
