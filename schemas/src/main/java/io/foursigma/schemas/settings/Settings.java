// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resolved settings: a value for every {@link Setting} of {@link SettingsTable}. Made once where a process starts, then
 * handed on; it travels to Storm's workers in serialised form.
 */
public final class Settings implements Serializable {

    private static final long serialVersionUID = 1;

    /** Only what was set; the defaults come from the table. Texts were checked when this was made. */
    private final HashMap<String, String> texts;

    private Settings(Map<String, String> texts) {
        this.texts = new HashMap<>(texts);
    }

    /** Every setting at its default. */
    public static Settings defaults() {
        return new Settings(Map.of());
    }

    /** As {@link #resolve(Map, Map, Map)}, without a file. */
    public static Settings resolve(Map<String, String> environment, Map<String, String> given) {
        return resolve(Map.of(), environment, given);
    }

    /**
     * Resolves the settings: defaults, over them a file, over it the environment, over that the given values.
     *
     * @param file values by the settings' names, as of a file of settings
     * @param environment the environment variables; those that begin with {@value Setting#ENVIRONMENT_PREFIX} are read
     * @param given values by the settings' names, as of {@code -c name=value}
     * @throws SettingsException with every error that was found
     */
    public static Settings resolve(
            Map<String, String> file, Map<String, String> environment, Map<String, String> given) {
        List<SettingsException.Problem> problems = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        Map<String, Setting<?>> byEnvironmentName = new HashMap<>();
        Map<String, Setting<?>> byName = new HashMap<>();
        for (Setting<?> setting : SettingsTable.ALL) {
            byEnvironmentName.put(setting.environmentName(), setting);
            byName.put(setting.name(), setting);
        }
        new TreeMap<>(file).forEach((name, text) -> accept(name, text, byName, texts, problems));
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (variable.startsWith(Setting.ENVIRONMENT_PREFIX)) {
                accept(variable, text, byEnvironmentName, texts, problems);
            }
        });
        new TreeMap<>(given).forEach((name, text) -> accept(name, text, byName, texts, problems));
        if (problems.isEmpty()) {
            problems.addAll(Contradictions.in(new Settings(texts)));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Settings(texts);
    }

    private static void accept(
            String name,
            String text,
            Map<String, Setting<?>> known,
            Map<String, String> texts,
            List<SettingsException.Problem> problems) {
        Setting<?> setting = known.get(name);
        if (setting == null) {
            problems.add(new SettingsException.Problem(
                    name, text, "there is no such setting", "take a name from docs/settings.md"));
            return;
        }
        try {
            setting.kind().check(text);
            texts.put(setting.name(), text);
        } catch (IllegalArgumentException e) {
            problems.add(new SettingsException.Problem(
                    name,
                    text,
                    "the value is not accepted",
                    "give " + setting.kind().expected()));
        }
    }

    /** These settings with one value changed. @throws SettingsException if the value is not accepted */
    public Settings with(Setting<?> setting, String text) {
        Map<String, String> changed = new HashMap<>(texts);
        changed.put(setting.name(), text);
        return resolve(Map.of(), changed);
    }

    /** The value of a setting. */
    public <T> T get(Setting<T> setting) {
        return setting.kind().reader().apply(text(setting));
    }

    /** What was set, by the settings' names; whatever is missing is at its default. Resolves to the same settings. */
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    /** The value of a setting as it may be shown to anybody: without the user and password of an address. */
    public String shown(Setting<?> setting) {
        return text(setting).replaceAll("(?<=://)[^/\\s]+@", "***@");
    }

    /** The value of a setting as text. */
    public String text(Setting<?> setting) {
        return texts.getOrDefault(setting.name(), setting.defaultText());
    }
}
