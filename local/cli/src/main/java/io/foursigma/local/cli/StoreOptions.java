// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.local.cli.cluster.RunningCluster;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.topology.ConfigurableTopology;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that looks at an installation, wherever it runs. */
public final class StoreOptions {

    @Option(
            names = "--cluster",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "DIR",
            description = "the cluster of 'foursigma cluster up' with this folder (default: target/cluster)")
    private @Nullable Path cluster;

    @Option(
            names = "-conf",
            paramLabel = "FILE",
            description = "YAML file of settings; names that are not Foursigma's are passed over")
    private @Nullable Path conf;

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    /** Options that picocli fills. */
    public StoreOptions() {}

    /**
     * The settings: defaults, the file, the environment, those of the cluster, {@code -c}.
     *
     * @throws io.foursigma.schemas.settings.SettingsException with every error that was found
     * @throws CliException if the file cannot be read, or no cluster is up
     */
    public Settings settings() {
        Map<String, String> environment = System.getenv();
        Map<String, String> over = new LinkedHashMap<>();
        if (cluster != null) {
            over.putAll(RunningCluster.settings(cluster, environment));
        }
        over.putAll(given);
        return Settings.resolve(conf == null ? Map.of() : file(conf), environment, over);
    }

    private static Map<String, String> file(Path conf) {
        Map<String, Object> all;
        try {
            all = ConfigurableTopology.loadConf(conf.toString(), new Config());
        } catch (FileNotFoundException | RuntimeException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "-conf: " + conf + " cannot be read as YAML (" + e.getMessage() + "): correct it, or name another");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting<?> setting : SettingsTable.ALL) {
            Object value = all.get(setting.name());
            if (value != null) {
                texts.put(setting.name(), text(value));
            }
        }
        return texts;
    }

    /** A value as it would stand on a command line: YAML reads {@code off} as a truth value, and a time as a date. */
    private static String text(Object value) {
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        return value instanceof Date date ? date.toInstant().toString() : String.valueOf(value);
    }
}
