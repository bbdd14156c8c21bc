// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeBoardTest {

    private final EpisodeBoard board = new EpisodeBoard();

    @Test
    void lowerRevisionChangesNothing() {
        assertThat(board.take(List.of(open(1, 10, 3)))).isTrue();
        assertThat(board.take(List.of(open(1, 10, 2), open(1, 10, 3)))).isFalse();
        assertThat(board.newest()).containsExactly(open(1, 10, 3));
    }

    @Test
    void openOnesStandBeforeClosedOnesAndTheNewestFirst() {
        board.take(List.of(open(1, 10, 1), closed(2, 40, 2), open(3, 30, 1), closed(4, 20, 2)));
        assertThat(board.newest()).containsExactly(open(3, 30, 1), open(1, 10, 1), closed(2, 40, 2), closed(4, 20, 2));
        board.take(List.of(closed(3, 30, 2)));
        assertThat(board.newest())
                .containsExactly(open(1, 10, 1), closed(2, 40, 2), closed(3, 30, 2), closed(4, 20, 2));
    }

    @Test
    void closedOnesAreForgottenBeforeOpenOnes() {
        board.take(List.of(open(0, 0, 1)));
        board.take(IntStream.rangeClosed(1, EpisodeBoard.KEPT)
                .mapToObj(i -> closed(i, i, 2))
                .toList());
        assertThat(board.newest()).contains(open(0, 0, 1));
        assertThat(board.behind(1, 1)).isEqualTo(new EpisodeBoard.Changes(List.of(closed(2, 2, 2)), 3, true));
        assertThat(board.behind(2, 1).cut()).isFalse();
    }

    /** Whoever asks in pieces, whenever, ends with what somebody knows who has heard everything. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whoeverAsksInPiecesKnowsAllInTheEnd(long seed) {
        Random random = new Random(seed);
        Map<String, Episode> all = new HashMap<>();
        Map<String, Episode> heard = new HashMap<>();
        long told = 0;
        for (int step = 0; step < 2_000; step++) {
            int number = random.nextInt(50);
            long revision = 1L + random.nextInt(20);
            Episode episode = revision % 2 == 0 ? closed(number, number, revision) : open(number, number, revision);
            board.take(List.of(episode));
            all.merge(episode.id(), episode, (one, other) -> one.revision() < other.revision() ? other : one);
            if (random.nextInt(10) == 0) {
                EpisodeBoard.Changes changes = board.behind(told, 1 + random.nextInt(5));
                assertThat(changes.cut()).isFalse();
                told = changes.last();
                changes.episodes().forEach(change -> heard.put(change.id(), change));
            }
        }
        List<Episode> rest =
                new ArrayList<>(board.behind(told, Integer.MAX_VALUE).episodes());
        rest.forEach(change -> heard.put(change.id(), change));
        assertThat(heard).isEqualTo(all);
    }

    private static Episode open(int number, long time, long revision) {
        return episode(number, time, revision, null, EpisodeChange.EXTENDED);
    }

    private static Episode closed(int number, long time, long revision) {
        return episode(number, time, revision, time + 10, EpisodeChange.CLOSED);
    }

    private static Episode episode(int number, long time, long revision, @Nullable Long closed, EpisodeChange change) {
        Position cause = new Position("topic", 0, number, 0);
        return new Episode(
                cause.id(), "s", time, time, 1, 5.0, 5, time + 5, closed, 0, revision, change, time, time, cause);
    }
}
