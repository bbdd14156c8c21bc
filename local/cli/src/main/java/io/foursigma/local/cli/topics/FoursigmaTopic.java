// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The topics of Foursigma. */
enum FoursigmaTopic {
    /** What comes in. */
    READINGS("readings"),
    /** What goes out. */
    RESULTS("results"),
    /** What is no reading. */
    DEAD_LETTERS("dead-letters"),
    /** What people have decided. */
    POLICIES("policies");

    private final String word;

    FoursigmaTopic(String word) {
        this.word = word;
    }

    /** The setting that names it. */
    Setting<String> setting() {
        return switch (this) {
            case READINGS -> SettingsTable.READINGS_TOPIC;
            case RESULTS -> SettingsTable.RESULTS_TOPIC;
            case DEAD_LETTERS -> SettingsTable.DEAD_LETTERS_TOPIC;
            case POLICIES -> SettingsTable.POLICIES_TOPIC;
        };
    }

    /** What Kafka calls it. */
    String name(Settings settings) {
        return settings.get(setting());
    }

    /** The topic that a word on the command line means: one of ours, or else what Kafka calls it. */
    static FoursigmaTopic parse(String text, Settings settings) {
        return Arrays.stream(values())
                .filter(topic -> topic.word.equals(text))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(topic -> topic.name(settings).equals(text))
                        .findFirst())
                .orElseThrow(() -> new CliException(
                        CliException.WRONG_INPUT,
                        "'" + text + "' is no topic of Foursigma's: give one of "
                                + Arrays.stream(values())
                                        .map(topic -> topic.word)
                                        .collect(Collectors.joining(", "))));
    }

    /** The end of a command that needs the topic. */
    CliException absent(Settings settings) {
        return new CliException(
                CliException.WRONG_INPUT,
                "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " has no topic '" + name(settings)
                        + "': create it with 'foursigma topics create', or correct "
                        + setting().name());
    }
}
