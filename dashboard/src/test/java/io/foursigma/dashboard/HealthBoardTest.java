// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthBoardTest {

    private final SettableClock clock = new SettableClock();
    private final HealthBoard board = new HealthBoard(clock);

    @Test
    void storesAreDownUntilTheyHaveAnswered() {
        assertThat(board.health().up()).isFalse();
        board.report(Health.REDIS, null);
        board.report(Health.ELASTICSEARCH, null);
        assertThat(board.health().up()).isFalse();
        board.report(Health.CASSANDRA, null);
        assertThat(board.health().up()).isFalse();
        board.report(Health.KAFKA, null);
        assertThat(board.health().up()).isTrue();
    }

    @Test
    void timeAndFirstReasonStandForAsLongAsTheStoreIsDown() {
        assertThat(board.report(Health.REDIS, null)).isTrue();
        clock.advance(5);
        assertThat(board.report(Health.REDIS, "refused")).isTrue();
        clock.advance(7);
        assertThat(board.report(Health.REDIS, "refused again")).isFalse();
        assertThat(board.health().components())
                .contains(new Health.Component(Health.REDIS, SettableClock.START + 5, "refused"));
    }

    @Test
    void theFirstLookTellsWhyAStoreHasBeenDownFromTheBeginning() {
        clock.advance(5);
        assertThat(board.report(Health.REDIS, "refused")).isTrue();
        assertThat(board.report(Health.REDIS, "refused again")).isFalse();
        assertThat(board.health().components())
                .contains(new Health.Component(Health.REDIS, SettableClock.START, "refused"));
    }
}
