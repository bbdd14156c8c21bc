// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One sensor's episodes: runs of anomalies without a quiet gap between them.
 *
 * <p>After each reading an episode is open if and only if the sensor's watermark does not lie beyond its last anomaly by
 * more than its quiet length, which is that of the moment when its newest anomaly came. An anomaly belongs to the episode,
 * of those that it reaches the one that opened last, to whose span it has no greater distance than that; else it opens one.
 *
 * <p>Mutable and for a single owner. The state is a function of the sequence of readings, bit for bit; no wall clock
 * takes part. {@link #state()} takes the state out and {@link #of} resumes from it.
 */
public final class SensorEpisodes {

    /** The most that are held. Where a ninth opens, the one whose last anomaly is the earliest is closed and let go. */
    public static final int MOST = 8;

    private final EpisodeRule rule;
    private final WindowConfig windows;
    private final List<EpisodeState> episodes;
    private long firstTime;
    private long count;
    /** Nothing happens until the watermark lies beyond it: a normal reading costs this comparison. */
    private long nothingUntil;

    private SensorEpisodes(EpisodeRule rule, WindowConfig windows, SensorEpisodesState state) {
        this.rule = rule;
        this.windows = windows;
        episodes = new ArrayList<>(state.episodes());
        firstTime = state.firstTime();
        count = state.count();
        nothingUntil = nothingUntil();
    }

    /**
     * Resumes from a state.
     *
     * @param rule when an episode is over
     * @param windows how long a reading may be late
     * @param state what {@link #state()} gave, or {@link SensorEpisodesState#EMPTY} for a new sensor
     */
    public static SensorEpisodes of(EpisodeRule rule, WindowConfig windows, SensorEpisodesState state) {
        return new SensorEpisodes(rule, windows, state);
    }

    /**
     * Counts a reading that is not late, and closes what the watermark has passed.
     *
     * @param watermark the sensor's greatest event time, this reading's counted in
     * @param changes takes the episodes that it changes, each at its new revision
     */
    public void read(long watermark, Consumer<EpisodeState> changes) {
        if (count++ == 0) {
            firstTime = watermark;
        }
        if (watermark > nothingUntil) {
            pass(watermark, changes);
        }
    }

    /**
     * Takes in the anomaly that the reading turned out to be which was just given to {@link #read}.
     *
     * @param timeMillis its event time in epoch milliseconds
     * @param sigmas how many standard deviations it lies away; {@link Double#POSITIVE_INFINITY} if there is no number
     * @param id its id
     * @param watermark the sensor's greatest event time, this reading's counted in
     * @param changes takes the episodes that it changes, each at its new revision, in order
     * @return the id of its episode
     */
    public String anomaly(long timeMillis, double sigmas, String id, long watermark, Consumer<EpisodeState> changes) {
        long quiet = rule.quiet(firstTime, watermark, count);
        int index = episodes.size() - 1;
        while (index >= 0 && !episodes.get(index).reaches(timeMillis)) {
            index--;
        }
        EpisodeState episode;
        if (index >= 0) {
            episode = episodes.get(index).with(timeMillis, sigmas, quiet);
            episodes.set(index, episode);
        } else {
            makeRoom(watermark, changes);
            episode = EpisodeState.opened(id, timeMillis, sigmas, quiet);
            episodes.add(episode);
        }
        changes.accept(episode);
        pass(watermark, changes);
        return episode.id();
    }

    /** How many are held. */
    public int size() {
        return episodes.size();
    }

    /** The state, to be stored: an exact copy. */
    public SensorEpisodesState state() {
        return new SensorEpisodesState(firstTime, count, episodes);
    }

    /** Closes those that the watermark has passed, and lets those go that no reading can reach any more. */
    private void pass(long watermark, Consumer<EpisodeState> changes) {
        for (int i = 0; i < episodes.size(); i++) {
            EpisodeState episode = episodes.get(i);
            if (episode.isOpen() && watermark > episode.closesAfter()) {
                EpisodeState closed = episode.closed(watermark);
                episodes.set(i, closed);
                changes.accept(closed);
            }
        }
        episodes.removeIf(episode -> !episode.isOpen() && watermark > reachableUntil(episode));
        nothingUntil = nothingUntil();
    }

    private void makeRoom(long watermark, Consumer<EpisodeState> changes) {
        if (episodes.size() < MOST) {
            return;
        }
        EpisodeState earliest = episodes.get(0);
        for (EpisodeState episode : episodes) {
            if (episode.last() < earliest.last()) {
                earliest = episode;
            }
        }
        episodes.remove(earliest);
        if (earliest.isOpen()) {
            changes.accept(earliest.closed(watermark));
        }
    }

    private long nothingUntil() {
        long least = Long.MAX_VALUE;
        for (EpisodeState episode : episodes) {
            least = Math.min(least, episode.isOpen() ? episode.closesAfter() : reachableUntil(episode));
        }
        return least;
    }

    /** While the watermark is not beyond it, the window of the last event time that the episode reaches is not final. */
    private long reachableUntil(EpisodeState episode) {
        long last = episode.closesAfter();
        long length = windows.windows().lengthMillis();
        long end = Saturated.add(last - Math.floorMod(last, length), length);
        return Saturated.add(Saturated.add(end, windows.allowedLatenessMillis()), -1);
    }
}
