// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the episodes of a sensor, and those without an anomaly in a labelled span. It remembers the episodes that had an
 * anomaly lately, more of them than can still get one.
 */
final class EpisodeTally {

    private static final int MOST = 64;

    private final Map<String, Boolean> lately = new LinkedHashMap<>(16, 0.75f, true);
    private long episodes;
    private long unlabelled;

    /** An anomaly of an episode, in a labelled span or not. */
    void add(String episode, boolean labelled) {
        Boolean before = lately.put(episode, labelled || lately.getOrDefault(episode, false));
        if (before == null) {
            episodes++;
            unlabelled += labelled ? 0 : 1;
        } else if (labelled && !before) {
            unlabelled--;
        }
        if (lately.size() > MOST) {
            lately.remove(lately.keySet().iterator().next());
        }
    }

    long episodes() {
        return episodes;
    }

    /** How many of them have no anomaly in a labelled span. */
    long unlabelled() {
        return unlabelled;
    }
}
