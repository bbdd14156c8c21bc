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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.storm.Config;
import org.apache.storm.shade.net.minidev.json.JSONValue;
import org.apache.storm.shade.net.minidev.json.parser.ParseException;
import org.apache.storm.validation.ConfigValidation;
import org.jspecify.annotations.Nullable;

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

    private static final Map<String, Field> STORM = Stream.of(Config.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
            .collect(Collectors.toUnmodifiableMap(Submission::value, field -> field));

    /** Names of Storm that may not be given, with the cure: the bolts and Storm would not agree, or a promise would break. */
    private static final Map<String, String> SET_BY_US = Map.of(
            Config.TOPOLOGY_MAX_SPOUT_PENDING, "give " + TOPOLOGY_MAX_PENDING.name() + " instead",
            Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, "give " + TOPOLOGY_MESSAGE_TIMEOUT.name() + " instead",
            Config.TOPOLOGY_TASKS, "give " + TOPOLOGY_STATEFUL_TASKS.name() + " instead",
            Config.TOPOLOGY_ACKER_EXECUTORS, "leave it out: there is one acker per worker",
            Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, "leave it out: what is lost is sent again after a timeout only",
            Config.TOPOLOGY_KRYO_REGISTER, "leave it out: the topology registers what travels",
            Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, "leave it out: the topology registers what travels");

    /**
     * Resolves what was given: defaults, over them the file, over it the environment, over that the command line.
     *
     * @throws SettingsException with every error that was found
     */
    static Submission resolve(
            Map<String, ? extends @Nullable Object> file,
            Map<String, String> environment,
            Map<String, Object> commandLine) {
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
            Map<String, ? extends @Nullable Object> given,
            Map<String, Object> storm,
            List<SettingsException.Problem> problems) {
        Map<String, String> texts = new HashMap<>();
        new TreeMap<String, @Nullable Object>(given).forEach((name, value) -> {
            if (value == null) {
                problems.add(new SettingsException.Problem(name, "", "there is no value", "give one, or leave it out"));
            } else if (SET_BY_US.containsKey(name)) {
                problems.add(new SettingsException.Problem(
                        name, String.valueOf(value), "Foursigma sets this itself", SET_BY_US.getOrDefault(name, "")));
            } else if (SETTINGS.contains(name) || !STORM.containsKey(name)) {
                texts.put(name, text(value));
            } else {
                storm.put(name, typed(value));
                check(name, typed(value)).ifPresent(problems::add);
            }
        });
        return texts;
    }

    /** What Storm would say to the value. */
    private static Optional<SettingsException.Problem> check(String name, Object value) {
        try {
            ConfigValidation.validateField(STORM.get(name), Map.of(name, value));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new SettingsException.Problem(
                    name, String.valueOf(value), "Storm does not accept it: " + e.getMessage(), "correct it"));
        }
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
