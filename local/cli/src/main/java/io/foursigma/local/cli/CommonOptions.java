// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that starts the system on this machine. */
final class CommonOptions {

    private static final List<Setting<?>> OWN_ADDRESSES = List.of(
            SettingsTable.KAFKA_BOOTSTRAP,
            SettingsTable.CASSANDRA_CONTACT_POINTS,
            SettingsTable.ELASTICSEARCH_URL,
            SettingsTable.REDIS_ADDRESS);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep what the servers write in this folder (default: a temporary one, removed at the end)")
    private @Nullable Path data;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "default: a free one")
    private int kafkaPort;

    @Option(names = "--cassandra-port", paramLabel = "PORT", description = "default: a free one")
    private int cassandraPort;

    @Option(names = "--elasticsearch-port", paramLabel = "PORT", description = "default: a free one")
    private int elasticsearchPort;

    @Option(names = "--redis-port", paramLabel = "PORT", description = "default: a free one")
    private int redisPort;

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The settings: defaults, the environment, {@code defaults} of the command, {@code -c}, the command's options. */
    Settings settings(Map<String, String> defaults, Map<String, String> options) {
        Map<String, String> environment = System.getenv();
        Map<String, String> given = new LinkedHashMap<>(defaults);
        for (Setting<?> setting : SettingsTable.ALL) {
            if (environment.containsKey(setting.environmentName())) {
                given.remove(setting.name());
            }
        }
        refuseAddresses();
        given.putAll(settings);
        given.putAll(options);
        return Settings.resolve(environment, given);
    }

    private void refuseAddresses() {
        List<SettingsException.Problem> problems = new ArrayList<>();
        for (Setting<?> own : OWN_ADDRESSES) {
            if (settings.containsKey(own.name())) {
                problems.add(new SettingsException.Problem(
                        own.name(),
                        settings.getOrDefault(own.name(), ""),
                        "this command starts a server of its own",
                        "leave it out, or choose the server's port with an option"));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /** Where the servers run. @throws CliException if the ports cannot be */
    LocalServersConfig servers() {
        try {
            ServerPorts ports = new ServerPorts(kafkaPort, cassandraPort, elasticsearchPort, redisPort);
            return new LocalServersConfig(Home.folder(), data, ports, LocalServersConfig.DEFAULT_START_DEADLINE);
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_INPUT, String.valueOf(e.getMessage()));
        }
    }
}
