// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A cluster that is up or being started, as its keeper has written it down.
 *
 * @param keeper the process that all others end with
 * @param ready whether topologies can be submitted
 * @param ports where everything listens
 * @param given the servers' addresses and what was set at the start, by the settings' names
 * @param defaults what holds for a submission unless something else is set
 * @param children the keeper's children by their names
 */
record ClusterState(
        KnownProcess keeper,
        boolean ready,
        ClusterPorts ports,
        Map<String, String> given,
        Map<String, String> defaults,
        Map<String, KnownProcess> children) {

    private static final String KEEPER = "keeper";
    private static final String READY = "ready";
    private static final String GIVEN = "given.";
    private static final String DEFAULT = "default.";
    private static final String CHILD = "child.";

    ClusterState {
        given = Map.copyOf(given);
        defaults = Map.copyOf(defaults);
        children = new TreeMap<>(children);
    }

    /** What is set for this cluster: what the environment says stands above the defaults, and below what was given. */
    Map<String, String> set(Map<String, String> environment) {
        Map<String, String> set = new HashMap<>(defaults);
        SettingsTable.ALL.stream()
                .filter(setting -> environment.containsKey(setting.environmentName()))
                .map(Setting::name)
                .forEach(set::remove);
        set.putAll(given);
        return set;
    }

    Settings settings(Map<String, String> environment) {
        return Settings.resolve(environment, set(environment));
    }

    Properties toProperties() {
        Properties texts = ports.toProperties();
        texts.setProperty(KEEPER, keeper.text());
        texts.setProperty(READY, Boolean.toString(ready));
        given.forEach((name, text) -> texts.setProperty(GIVEN + name, text));
        defaults.forEach((name, text) -> texts.setProperty(DEFAULT + name, text));
        children.forEach((name, child) -> texts.setProperty(CHILD + name, child.text()));
        return texts;
    }

    static ClusterState of(Properties texts) {
        Map<String, KnownProcess> children = new TreeMap<>();
        under(CHILD, texts).forEach((name, text) -> children.put(name, KnownProcess.parse(text)));
        return new ClusterState(
                KnownProcess.parse(texts.getProperty(KEEPER)),
                Boolean.parseBoolean(texts.getProperty(READY)),
                ClusterPorts.of(texts),
                under(GIVEN, texts),
                under(DEFAULT, texts),
                children);
    }

    private static Map<String, String> under(String prefix, Properties texts) {
        Map<String, String> found = new HashMap<>();
        texts.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> found.put(name.substring(prefix.length()), texts.getProperty(name)));
        return found;
    }
}
