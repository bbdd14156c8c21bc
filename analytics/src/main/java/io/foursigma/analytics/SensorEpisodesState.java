// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.List;

/**
 * The exact state of one sensor's episodes, to be stored.
 *
 * @param firstTime event time of the sensor's first reading, epoch milliseconds; 0 before it
 * @param count how many readings it has had, those that were late aside
 * @param episodes those that an anomaly can still change, in the order in which they opened, at most
 *     {@value SensorEpisodes#MOST}
 */
public record SensorEpisodesState(long firstTime, long count, List<EpisodeState> episodes) {

    /** The state before the first reading. */
    public static final SensorEpisodesState EMPTY = new SensorEpisodesState(0, 0, List.of());

    /** Copies the list. @throws IllegalArgumentException if there are too many, or episodes without readings */
    public SensorEpisodesState {
        episodes = List.copyOf(episodes);
        if (count < 0 || episodes.size() > SensorEpisodes.MOST || (count == 0 && !episodes.isEmpty())) {
            throw new IllegalArgumentException("a sensor cannot have " + episodes.size() + " episodes after " + count
                    + " readings: restore its state from an intact copy");
        }
    }

    /**
     * What is known of a sensor whose state was stored before there were episodes: as if it had begun with the earliest of
     * the windows that are held, and had no anomaly yet.
     *
     * @param windows the windows that are held, in ascending order of start
     */
    public static SensorEpisodesState before(List<WindowState> windows) {
        if (windows.isEmpty()) {
            return EMPTY;
        }
        long count = windows.stream().mapToLong(each -> each.moments().count()).reduce(0, Saturated::add);
        return new SensorEpisodesState(windows.get(0).start(), count, List.of());
    }
}
