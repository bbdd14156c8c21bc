// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MAX_PENDING;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_STATEFUL_TASKS;

import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.storm.Config;
import org.apache.storm.shade.net.minidev.json.JSONValue;
import org.apache.storm.shade.net.minidev.json.parser.ParseException;

/**
 * What a topology is submitted with. A file and a command line give names of two kinds: settings of Foursigma, and names
 * of Storm's own configuration, which go to Storm as they are.
 *
 * @param settings the settings of Foursigma
 * @param storm the names of Storm with their values
 */
record Submission(Settings settings, Map<String, Object> storm) {

    private static final Set<String> SETTINGS =
            SettingsTable.ALL.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> STORM = Stream.of(Config.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
            .map(Submission::value)
            .collect(Collectors.toUnmodifiableSet());

    /** Names of Storm that a setting stands for: given both ways, the bolts and Storm would not agree. */
    private static final Map<String, Setting<?>> SET_BY_US = Map.of(
            Config.TOPOLOGY_MAX_SPOUT_PENDING, TOPOLOGY_MAX_PENDING,
            Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, TOPOLOGY_MESSAGE_TIMEOUT,
            Config.TOPOLOGY_TASKS, TOPOLOGY_STATEFUL_TASKS);

    /**
     * Resolves what was given: defaults, over them the file, over it the environment, over that the command line.
     *
     * @throws SettingsException with every error that was found
     */
    static Submission resolve(
            Map<String, Object> file, Map<String, String> environment, Map<String, Object> commandLine) {
        Map<String, Object> storm = new HashMap<>();
        List<SettingsException.Problem> problems = new ArrayList<>();
        Map<String, String> fileTexts = ours(file, storm, problems);
        Map<String, String> commandLineTexts = ours(commandLine, storm, problems);
        try {
            Settings settings = Settings.resolve(fileTexts, environment, commandLineTexts);
            if (problems.isEmpty()) {
                return new Submission(settings, storm);
            }
        } catch (SettingsException e) {
            problems.addAll(e.problems());
        }
        throw new SettingsException(problems);
    }

    /** The values for settings as texts; those for Storm are added to {@code storm}. */
    private static Map<String, String> ours(
            Map<String, Object> given, Map<String, Object> storm, List<SettingsException.Problem> problems) {
        Map<String, String> texts = new HashMap<>();
        new TreeMap<>(given).forEach((name, value) -> {
            Setting<?> setting = SET_BY_US.get(name);
            if (setting != null) {
                problems.add(new SettingsException.Problem(
                        name,
                        String.valueOf(value),
                        "Storm's name for what a setting says already",
                        "give " + setting.name() + " instead"));
            } else if (SETTINGS.contains(name) || !STORM.contains(name)) {
                texts.put(name, text(value));
            } else {
                storm.put(name, typed(value));
            }
        });
        return texts;
    }

    /** A text of the command line as Storm reads it: JSON where it is JSON. */
    private static Object typed(Object value) {
        if (value instanceof String text) {
            try {
                return JSONValue.parseWithException(text);
            } catch (ParseException e) {
                return text;
            }
        }
        return value;
    }

    /** A value as it would stand on a command line: YAML reads {@code off} as a truth value, and a time as a date. */
    private static String text(Object value) {
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        return value instanceof Date date ? date.toInstant().toString() : String.valueOf(value);
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is public", e);
        }
    }
}
