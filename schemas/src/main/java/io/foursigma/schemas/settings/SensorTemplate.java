// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the topic of a message gives a sensor its name: text as it stands, and in it <code>{topic}</code> for the whole topic,
 * <code>{2}</code> for its second level, and <code>{rest:2}</code> for all levels from the second on, slashes between.
 *
 * @param parts what the name is put together from
 */
public record SensorTemplate(List<Part> parts) {

    private static final Pattern PART =
            Pattern.compile("\\{(?<topic>topic)}|\\{(?<level>[1-9]\\d{0,2})}|\\{rest:(?<rest>[1-9]\\d{0,2})}|[^{}]+");

    /** A part of the name. */
    public sealed interface Part {}

    /** Text as it stands. */
    public record Text(String text) implements Part {}

    /** The whole topic. */
    public record Topic() implements Part {}

    /** One level of the topic, the first is 1. */
    public record Level(int level) implements Part {}

    /** All levels from one on. */
    public record Rest(int level) implements Part {}

    /** Copies the list. */
    public SensorTemplate {
        parts = List.copyOf(parts);
    }

    /** Reads a template. @throws IllegalArgumentException if the text is none */
    static SensorTemplate parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            parts.add(part(matcher));
        }
        if (parts.isEmpty() || end < text.length()) {
            throw new IllegalArgumentException(text);
        }
        return new SensorTemplate(parts);
    }

    private static Part part(Matcher matcher) {
        if (matcher.group("topic") != null) {
            return new Topic();
        }
        String level = matcher.group("level");
        if (level != null) {
            return new Level(Integer.parseInt(level));
        }
        String rest = matcher.group("rest");
        return rest == null ? new Text(matcher.group()) : new Rest(Integer.parseInt(rest));
    }

    /** How many levels a topic has to have at least. */
    public int levels() {
        return parts.stream()
                .mapToInt(
                        part -> part instanceof Level one ? one.level() : part instanceof Rest rest ? rest.level() : 1)
                .max()
                .orElse(1);
    }

    /** The sensor's name; null if the topic has not as many levels. */
    public @Nullable String sensor(String topic) {
        if (parts.size() == 1 && parts.get(0) instanceof Topic) {
            return topic;
        }
        String[] levels = topic.split("/", -1);
        StringBuilder name = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Text text) {
                name.append(text.text());
            } else if (part instanceof Level one && one.level() <= levels.length) {
                name.append(levels[one.level() - 1]);
            } else if (part instanceof Rest rest && rest.level() <= levels.length) {
                name.append(topic, start(levels, rest.level()), topic.length());
            } else if (part instanceof Topic) {
                name.append(topic);
            } else {
                return null;
            }
        }
        return name.toString();
    }

    /** Where a level begins in its topic. */
    private static int start(String[] levels, int level) {
        int start = 0;
        for (int i = 0; i < level - 1; i++) {
            start += levels[i].length() + 1;
        }
        return start;
    }
}
