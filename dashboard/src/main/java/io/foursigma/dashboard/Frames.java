// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The frames of one tick. Pages that look at the same sensors and keep pace get the very same text, written once. */
final class Frames {

    private final Board board;
    private final long now;
    private final Map<Wanted, Optional<String>> updates = new HashMap<>();
    private final Map<Long, Optional<String>> overviews = new HashMap<>();

    /**
     * Frames that are written when they are asked for.
     *
     * @param board what they tell of; it must not change meanwhile
     * @param now the time that they bear, epoch milliseconds
     */
    Frames(Board board, long now) {
        this.board = board;
        this.now = now;
    }

    /** The update that a page is due, if anything that it wants has changed; from here on it was told. */
    Optional<String> update(LiveClient client) {
        Set<String> unseen = client.takeUnseen();
        Wanted wanted = new Wanted(
                client.wantsOverview(), client.subscribed(), client.updates().told());
        Optional<String> text = unseen.isEmpty()
                ? updates.computeIfAbsent(wanted, ignored -> text(changed(wanted)))
                : text(withUnseen(wanted, unseen));
        if (text.isPresent()) {
            client.updates().told(board.newest(), now);
        }
        return text;
    }

    /** The overview that a page is due, if anything has changed; from here on it was told. */
    Optional<String> overview(LiveClient client) {
        Optional<String> text = overviews.computeIfAbsent(client.overviews().told(), since -> {
            List<SensorView> changed = board.changedSince(since, 0);
            return changed.isEmpty() ? Optional.empty() : Optional.of(LiveJson.overview(now, changed));
        });
        if (text.isPresent()) {
            client.overviews().told(board.newest(), now);
        }
        return text;
    }

    private List<SensorView> changed(Wanted wanted) {
        return wanted.subscribedOnly()
                ? board.changedSince(wanted.since(), LiveHub.POINTS_AT_ONCE, wanted.sensors())
                : board.changedSince(wanted.since(), LiveHub.POINTS_AT_ONCE);
    }

    private List<SensorView> withUnseen(Wanted wanted, Set<String> unseen) {
        List<SensorView> views = new ArrayList<>(board.changedSince(Board.NOTHING, Integer.MAX_VALUE, unseen));
        for (SensorView view : changed(wanted)) {
            if (!unseen.contains(view.latest().sensor())) {
                views.add(view);
            }
        }
        return views;
    }

    private Optional<String> text(List<SensorView> views) {
        return views.isEmpty() ? Optional.empty() : Optional.of(LiveJson.update(now, views));
    }

    private record Wanted(boolean subscribedOnly, Set<String> sensors, long since) {}
}
