// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** Topic filters of MQTT (MQTT 5.0, sections 4.7 and 4.8), as settings hold them. */
final class TopicFilters {

    private static final String SHARED = "$share/";
    private static final int MOST_BYTES = 65_535;

    private TopicFilters() {}

    /** The filters of a text, comma between. @throws IllegalArgumentException if one of them is none */
    static List<String> parse(String text) {
        List<String> filters =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (String filter : filters) {
            if (!isFilter(filter)) {
                throw new IllegalArgumentException(filter);
            }
        }
        return filters;
    }

    /** The most levels that a topic may have that the filter lets through. */
    static int mostLevels(String filter) {
        String[] levels = levels(filter);
        return levels[levels.length - 1].equals("#") ? Integer.MAX_VALUE : levels.length;
    }

    private static boolean isFilter(String filter) {
        if (filter.getBytes(UTF_8).length > MOST_BYTES || filter.indexOf('\0') >= 0) {
            return false;
        }
        if (filter.startsWith(SHARED)) {
            String[] parts = filter.split("/", 3);
            return parts.length == 3 && parts[1].matches("[^+#]+") && areLevels(levels(filter));
        }
        return areLevels(levels(filter));
    }

    private static boolean areLevels(String[] levels) {
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            boolean isWildcard = level.equals("+") || (level.equals("#") && i == levels.length - 1);
            if (!isWildcard && !level.matches("[^+#]*")) {
                return false;
            }
        }
        return levels.length > 1 || !levels[0].isEmpty();
    }

    private static String[] levels(String filter) {
        return (filter.startsWith(SHARED) ? filter.substring(filter.indexOf('/', SHARED.length()) + 1) : filter)
                .split("/", -1);
    }
}
