// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final long NOW = 1_000_000;

    private final Board board = new Board();

    @Test
    void halvesThatComeApartAreShownTogether() {
        board.take(new LatestSensor("s", reading(1, 0, 1), null), NOW);
        long before = board.newest();
        assertThat(board.take(new LatestSensor("s", null, stats(1)), NOW)).isTrue();
        assertThat(board.changedSince(before, 10)).singleElement().satisfies(view -> {
            assertThat(view.latest()).isEqualTo(new LatestSensor("s", reading(1, 0, 1), stats(1)));
            assertThat(view.points()).isEmpty();
        });
    }

    @Test
    void whatComesAgainOrLateChangesNothing() {
        board.take(new LatestSensor("s", reading(5, 1, 9), stats(7)), NOW);
        long before = board.newest();
        assertThat(board.take(new LatestSensor("s", reading(5, 1, 9), stats(7)), NOW))
                .isFalse();
        assertThat(board.take(new LatestSensor("s", reading(4, 2, 10), stats(6)), NOW))
                .isFalse();
        assertThat(board.take(new LatestSensor("s", reading(5, 1, 8), null), NOW))
                .isFalse();
        assertThat(board.newest()).isEqualTo(before);
        assertThat(all())
                .singleElement()
                .satisfies(view -> assertThat(view.points()).hasSize(1));
    }

    @Test
    void readingOfTheSameTimeIsNewerByPartitionThenOffset() {
        board.take(new LatestSensor("s", reading(5, 0, 9), null), NOW);
        assertThat(board.take(new LatestSensor("s", reading(5, 0, 10), null), NOW))
                .isTrue();
        assertThat(board.take(new LatestSensor("s", reading(5, 1, 0), null), NOW))
                .isTrue();
    }

    @Test
    void pointKnowsTheRunningMeanThatCameWithIt() {
        board.take(new LatestSensor("s", reading(1, 0, 1), stats(1)), NOW);
        assertThat(all().get(0).points()).extracting(Point::mean).containsExactly(2.5);
    }

    @Test
    void onlyTheNewestPointsOfASensorAreKept() {
        LongStream.range(0, 700).forEach(i -> board.take(new LatestSensor("s", reading(i, 0, i), null), NOW));
        List<Point> points = all().get(0).points();
        assertThat(points).hasSize(600);
        assertThat(points.get(0).time()).isEqualTo(100);
    }

    @Test
    void whoIsToldOfChangesGetsTheSensorsAndThePointsBehindThem() {
        board.take(new LatestSensor("a", reading(1, 0, 1), null), NOW);
        board.take(new LatestSensor("b", reading(2, 0, 2), null), NOW);
        long before = board.newest();
        board.take(new LatestSensor("b", reading(3, 0, 3), null), NOW);
        board.take(new LatestSensor("b", reading(4, 0, 4), null), NOW);
        assertThat(board.changedSince(before, 10)).singleElement().satisfies(view -> {
            assertThat(view.latest().sensor()).isEqualTo("b");
            assertThat(view.points()).extracting(Point::time).containsExactly(3L, 4L);
        });
        assertThat(board.changedSince(before, 1).get(0).points())
                .extracting(Point::time)
                .containsExactly(4L);
        assertThat(board.changedSince(before, 10, List.of("a", "c"))).isEmpty();
        assertThat(board.changedSince(Board.NOTHING, 10, List.of("a", "c"))).hasSize(1);
    }

    @Test
    void sensorsComeByName() {
        List.of("b", "a", "c").forEach(name -> board.take(new LatestSensor(name, null, stats(1)), NOW));
        assertThat(all()).extracting(view -> view.latest().sensor()).containsExactly("a", "b", "c");
    }

    @Test
    void rhythmIsTheMeanTimeBetweenReadingsSinceTheSensorIsKnown() {
        board.take(new LatestSensor("s", null, stats(100)), NOW);
        assertThat(all().get(0).interval()).isNull();
        board.take(new LatestSensor("s", null, stats(103)), NOW + 100);
        board.take(new LatestSensor("s", null, stats(105)), NOW + 1_000);
        assertThat(all().get(0).interval()).isEqualTo(200);
        assertThat(all().get(0).heard()).isEqualTo(NOW + 1_000);
    }

    @Test
    void newestReadingIsTheJudgedOneUnlessALateOneIsNewer() {
        assertThat(SensorView.newest(new LatestSensor("s", reading(5, 0, 1), stats(5))))
                .isEqualTo(new SensorView.Newest(5, 1));
        assertThat(SensorView.newest(new LatestSensor("s", reading(5, 0, 1), stats(6))))
                .isEqualTo(new SensorView.Newest(6, 2.5));
    }

    private List<SensorView> all() {
        return board.changedSince(Board.NOTHING, 1_000);
    }

    private static LatestReading reading(long time, int partition, long offset) {
        return new LatestReading("s", time, 1, partition, offset, VerdictName.LEARNING, null);
    }

    private static SensorStats stats(long count) {
        return new SensorStats("s", count, 2.5, 0, null, 2.5, 2.5, 2.5, count);
    }
}
