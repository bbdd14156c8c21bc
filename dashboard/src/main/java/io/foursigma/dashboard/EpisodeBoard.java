// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Episode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The episodes that the relay knows, each at its highest revision, in the order in which it came to know that one. Not
 * safe for many threads: {@link LiveHub} guards it.
 *
 * <p>Memory is bounded: beyond {@value #KEPT} those go that have changed the longest ago, closed ones first.
 */
final class EpisodeBoard {

    /** So many that what is read again from the index is known as such. */
    static final int KEPT = 5_000;
    /** How many open episodes a snapshot holds. */
    static final int SNAPSHOT_OPEN = 500;
    /** How many closed episodes a snapshot holds. */
    static final int SNAPSHOT_CLOSED = 100;

    private static final Comparator<Episode> NEWEST_FIRST =
            Comparator.comparingLong(Episode::last).reversed().thenComparing(Episode::id);

    private final Map<String, Known> known = new HashMap<>();
    private final NavigableMap<Long, Episode> open = new TreeMap<>();
    private final NavigableMap<Long, Episode> closed = new TreeMap<>();
    private long number;
    private long forgotten;

    /** The number of the change that came last, 0 before the first. */
    long newestNumber() {
        return number;
    }

    /**
     * Takes episodes; a revision that is not above the one that is known changes nothing.
     *
     * @return whether any has changed
     */
    boolean take(List<Episode> found) {
        long before = number;
        for (Episode episode : found) {
            Known old = known.get(episode.id());
            if (old == null || old.episode.revision() < episode.revision()) {
                if (old != null) {
                    of(old.episode).remove(old.number);
                }
                known.put(episode.id(), new Known(++number, episode));
                of(episode).put(number, episode);
            }
        }
        while (known.size() > KEPT) {
            Entry<Long, Episode> oldest = (closed.isEmpty() ? open : closed).pollFirstEntry();
            known.remove(oldest.getValue().id());
            forgotten = Math.max(forgotten, oldest.getKey());
        }
        return number > before;
    }

    private NavigableMap<Long, Episode> of(Episode episode) {
        return episode.isOpen() ? open : closed;
    }

    /** The open ones, then closed ones, in both the newest first, as many of each as a snapshot holds. */
    List<Episode> newest() {
        return Stream.concat(
                        open.values().stream().sorted(NEWEST_FIRST).limit(SNAPSHOT_OPEN),
                        closed.values().stream().sorted(NEWEST_FIRST).limit(SNAPSHOT_CLOSED))
                .toList();
    }

    /**
     * What has changed behind a number, each once, in the order of their last changes.
     *
     * @param behind the number of a change, or 0
     * @param size how many at most
     */
    Changes behind(long behind, int size) {
        NavigableMap<Long, Episode> all = new TreeMap<>(closed.tailMap(behind, false));
        all.putAll(open.tailMap(behind, false));
        List<Episode> some = new ArrayList<>();
        long last = behind;
        for (Entry<Long, Episode> change : all.entrySet()) {
            if (some.size() == size) {
                break;
            }
            some.add(change.getValue());
            last = change.getKey();
        }
        return new Changes(some, last, behind < forgotten);
    }

    /**
     * Episodes in the order in which they changed.
     *
     * @param episodes the episodes
     * @param last the number of the last change
     * @param cut whether others have changed that are not known any more
     */
    record Changes(List<Episode> episodes, long last, boolean cut) {}

    private record Known(long number, Episode episode) {}
}
