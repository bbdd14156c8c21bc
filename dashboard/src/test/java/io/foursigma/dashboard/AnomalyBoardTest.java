// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnomalyBoardTest {

    private final AnomalyBoard board = new AnomalyBoard();

    @Test
    void anomalyIsNewOnce() {
        Anomaly first = TestPipeline.anomaly("s", 1, 10, 9);
        Anomaly second = TestPipeline.anomaly("s", 2, 11, 9);
        assertThat(board.take(List.of(first))).isTrue();
        assertThat(board.take(List.of(first))).isFalse();
        assertThat(board.take(List.of(second, first))).isTrue();
        assertThat(board.newest(1)).containsExactly(second);
        assertThat(board.behind(0, 10).anomalies()).containsExactly(first, second);
        assertThat(board.behind(1, 10).anomalies()).containsExactly(second);
    }

    @Test
    void olderOnesThatComeLaterAreNewsAllTheSame() {
        Anomaly newer = TestPipeline.anomaly("s", 1, 10, 9);
        Anomaly older = TestPipeline.anomaly("s", 2, 5, 9);
        board.take(List.of(newer));
        board.take(List.of(older));
        assertThat(board.behind(1, 10)).isEqualTo(new AnomalyBoard.Arrivals(List.of(older), 2, 0));
        assertThat(board.newest(10)).containsExactly(newer, older);
    }

    @Test
    void whatIsForgottenIsSaid() {
        board.take(IntStream.rangeClosed(1, AnomalyBoard.KEPT + 3)
                .mapToObj(i -> TestPipeline.anomaly("s", i, i, 9))
                .toList());
        AnomalyBoard.Arrivals arrivals = board.behind(1, 2);
        assertThat(arrivals.missed()).isEqualTo(2);
        assertThat(arrivals.anomalies()).extracting(Anomaly::time).containsExactly(4L, 5L);
        assertThat(board.behind(arrivals.last(), 2).missed()).isZero();
    }
}
