// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BoardTest {

    private final Board board = new Board();

    @Test
    void halvesThatComeApartAreShownTogether() {
        board.take(new LatestSensor("s", reading(1, 0, 1), null));
        assertThat(board.take(new LatestSensor("s", null, stats(1)))).hasValueSatisfying(view -> {
            assertThat(view.latest()).isEqualTo(new LatestSensor("s", reading(1, 0, 1), stats(1)));
            assertThat(view.points()).isEmpty();
        });
    }

    @Test
    void whatComesAgainOrLateChangesNothing() {
        board.take(new LatestSensor("s", reading(5, 1, 9), stats(7)));
        assertThat(board.take(new LatestSensor("s", reading(5, 1, 9), stats(7))))
                .isEmpty();
        assertThat(board.take(new LatestSensor("s", reading(4, 2, 10), stats(6))))
                .isEmpty();
        assertThat(board.take(new LatestSensor("s", reading(5, 1, 8), null))).isEmpty();
        assertThat(board.sensors())
                .singleElement()
                .satisfies(view -> assertThat(view.points()).hasSize(1));
    }

    @Test
    void readingOfTheSameTimeIsNewerByPartitionThenOffset() {
        board.take(new LatestSensor("s", reading(5, 0, 9), null));
        assertThat(board.take(new LatestSensor("s", reading(5, 0, 10), null))).isPresent();
        assertThat(board.take(new LatestSensor("s", reading(5, 1, 0), null))).isPresent();
    }

    @Test
    void pointKnowsTheRunningMeanThatCameWithIt() {
        assertThat(board.take(new LatestSensor("s", reading(1, 0, 1), stats(1))))
                .hasValueSatisfying(view ->
                        assertThat(view.points()).extracting(Point::mean).containsExactly(2.5));
    }

    @Test
    void onlyTheNewestPointsOfASensorAreKept() {
        LongStream.range(0, 700).forEach(i -> board.take(new LatestSensor("s", reading(i, 0, i), null)));
        List<Point> points = board.sensors().get(0).points();
        assertThat(points).hasSize(600);
        assertThat(points.get(0).time()).isEqualTo(100);
    }

    @Test
    void sensorsComeByName() {
        List.of("b", "a", "c").forEach(name -> board.take(new LatestSensor(name, null, stats(1))));
        assertThat(board.sensors()).extracting(view -> view.latest().sensor()).containsExactly("a", "b", "c");
    }

    @Test
    void anomalyIsNewOnce() {
        Anomaly first = TestPipeline.anomaly("s", 1, 10, 9);
        Anomaly second = TestPipeline.anomaly("s", 2, 11, 9);
        assertThat(board.takeAnomalies(List.of(first))).containsExactly(first);
        assertThat(board.takeAnomalies(List.of(second, first))).containsExactly(second);
        assertThat(board.newestAnomalies(1)).containsExactly(second);
    }

    private static LatestReading reading(long time, int partition, long offset) {
        return new LatestReading("s", time, 1, partition, offset, VerdictName.LEARNING, null);
    }

    private static SensorStats stats(long count) {
        return new SensorStats("s", count, 2.5, 0, null, 2.5, 2.5, 2.5, count);
    }
}
