// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SensorEpisodesTest {

    private static final int LENGTH = 10;

    @Test
    void eachRevisionIsThatOfAnOracleThatForgetsNothing() {
        int reopened = 0;
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long lateness = random.nextInt(4) * 7L;
            long quiet = random.nextBoolean() ? EpisodeRule.BY_INTERVAL : 4 + random.nextInt(12);
            boolean dense = quiet == EpisodeRule.BY_INTERVAL;
            Sensor sensor = new Sensor(quiet, lateness);
            NaiveEpisodes oracle = new NaiveEpisodes(quiet);
            long now = random.nextInt(-50, 50);
            for (int i = 0; i < 250; i++) {
                now += random.nextInt(dense && random.nextInt(60) == 0 ? 900 : 4);
                long time = now - (random.nextInt(3) == 0 ? random.nextInt(30) : 0);
                double sigmas = random.nextInt(6) > 0 ? 0 : random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : 4 + i;
                if (sensor.isLate(time)) {
                    continue;
                }
                if (random.nextInt(10) == 0) {
                    sensor.restart();
                }
                List<NaiveEpisodes.Event> expected = oracle.read(time, sigmas, "a" + i);
                List<EpisodeState> found = sensor.read(time, sigmas, "a" + i);
                assertThat(found.stream().map(SensorEpisodesTest::event))
                        .as("seed %d, reading %d at %d", seed, i, time)
                        .containsExactlyElementsOf(expected);
                reopened += (int) found.stream()
                        .filter(one -> one.change() == EpisodeState.Change.REOPENED)
                        .count();
            }
        }
        assertThat(reopened).isGreaterThan(100);
    }

    @Test
    void inOrderAnEpisodeIsWhatNoGapLongerThanTheQuietLengthDivides() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long quiet = random.nextInt(20);
            Sensor sensor = new Sensor(quiet, 0);
            TreeSet<Long> times = new TreeSet<>();
            List<EpisodeState> revisions = new ArrayList<>();
            long time = 0;
            for (int i = 0; i < 200; i++) {
                time += 1 + random.nextInt(8);
                boolean anomalous = random.nextInt(3) == 0;
                revisions.addAll(sensor.read(time, anomalous ? 5 : 0, "a" + time));
                if (anomalous) {
                    times.add(time);
                }
            }
            List<String> expected = new ArrayList<>();
            for (Long one : times) {
                Long before = times.lower(one);
                if (before == null || one - before > quiet) {
                    expected.add("a" + one);
                }
            }
            assertThat(revisions.stream()
                            .filter(one -> one.change() == EpisodeState.Change.OPENED)
                            .map(EpisodeState::id))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void episodeClosesWhenTheWatermarkHasPassedTheQuietLengthAndNotBefore() {
        Sensor sensor = new Sensor(30, 0);
        sensor.read(0, 0, "");
        assertThat(sensor.read(100, 5, "a")).singleElement().satisfies(one -> {
            assertThat(one.change()).isEqualTo(EpisodeState.Change.OPENED);
            assertThat(one.closesAfter()).isEqualTo(130);
        });
        assertThat(sensor.read(130, 0, "")).isEmpty();
        assertThat(sensor.read(131, 0, ""))
                .containsExactly(new EpisodeState("a", 100, 100, 1, 5, 30, 131L, 0, 2, EpisodeState.Change.CLOSED));
    }

    @Test
    void quietLengthIsAHundredMeanIntervalsWhereNoneIsSet() {
        Sensor sensor = new Sensor(EpisodeRule.BY_INTERVAL, 0);
        sensor.read(1_000, 0, "");
        sensor.read(1_003, 0, "");
        sensor.read(1_007, 5, "a");
        assertThat(sensor.episodes.state().episodes())
                .extracting(EpisodeState::quietMillis)
                .containsExactly(350L);
        assertThat(new EpisodeRule(EpisodeRule.BY_INTERVAL).quiet(7, 7, 1)).isZero();
        assertThat(new EpisodeRule(EpisodeRule.BY_INTERVAL).quiet(Long.MIN_VALUE, Long.MAX_VALUE, 2))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anomalyOutOfOrderReopensWhatWasClosedAndTheSameReadingClosesItAgain() {
        Sensor sensor = new Sensor(5, 1_000);
        sensor.read(0, 0, "");
        sensor.read(100, 5, "a");
        sensor.read(200, 0, "");
        assertThat(sensor.read(97, 9, "b"))
                .containsExactly(
                        new EpisodeState("a", 97, 100, 2, 9, 5, null, 1, 3, EpisodeState.Change.REOPENED),
                        new EpisodeState("a", 97, 100, 2, 9, 5, 200L, 1, 4, EpisodeState.Change.CLOSED));
    }

    @Test
    void nothingIsKeptThatNoReadingCanReach() {
        Sensor sensor = new Sensor(5, 20);
        sensor.read(0, 0, "");
        sensor.read(100, 5, "a");
        sensor.read(129, 0, "");
        assertThat(sensor.episodes.size()).isEqualTo(1);
        sensor.read(130, 0, "");
        assertThat(sensor.isLate(109)).isTrue();
        assertThat(sensor.episodes.size()).isZero();
    }

    @Test
    void moreThanEightAreNotKept() {
        Sensor sensor = new Sensor(1, 1_000_000);
        sensor.read(0, 0, "");
        for (int i = 1; i <= 20; i++) {
            sensor.read(i * 10L, 5, "a" + i);
        }
        assertThat(sensor.episodes.state().episodes())
                .extracting(EpisodeState::id)
                .containsExactly("a13", "a14", "a15", "a16", "a17", "a18", "a19", "a20");
    }

    @Test
    void stateOfASensorWithoutEpisodesBeginsWithTheWindowsThatAreHeld() {
        Moments two = new Moments(2, 1, 0, 0, 0, 1, 1);
        SensorWindowsState state = new SensorWindowsState(
                25, List.of(new WindowState(10, two, null, 0), new WindowState(20, two, null, 0)));
        assertThat(state.episodes()).isEqualTo(new SensorEpisodesState(10, 4, List.of()));
        assertThat(SensorWindowsState.EMPTY.episodes()).isEqualTo(SensorEpisodesState.EMPTY);
    }

    @Test
    void numbersThatAreNoEpisodeAreRefused() {
        assertThatThrownBy(() -> new EpisodeRule(-2)).hasMessageContaining("-2 ms");
        assertThatThrownBy(() -> new EpisodeState("a", 2, 1, 1, 5, 0, null, 0, 1, EpisodeState.Change.OPENED))
                .hasMessageContaining("from 2 to 1");
        assertThatThrownBy(() -> new EpisodeState("a", 1, 1, 1, 5, 0, null, 0, 2, EpisodeState.Change.CLOSED))
                .hasMessageContaining("closed at null");
    }

    private static NaiveEpisodes.Event event(EpisodeState state) {
        return new NaiveEpisodes.Event(
                state.id(),
                state.first(),
                state.last(),
                (int) state.count(),
                state.peakSigmas(),
                state.isOpen(),
                (int) state.reopened(),
                (int) state.revision());
    }

    /** A sensor's watermark and episodes. */
    private static final class Sensor {
        private final EpisodeRule rule;
        private final WindowConfig windows;
        private SensorEpisodes episodes;
        private long watermark = Long.MIN_VALUE;

        Sensor(long quiet, long lateness) {
            rule = new EpisodeRule(quiet);
            windows = new WindowConfig(
                    new TumblingWindows(LENGTH), lateness, WindowConfig.ANY_AGE, new SigmaRule(4, 1, 0));
            episodes = SensorEpisodes.of(rule, windows, SensorEpisodesState.EMPTY);
        }

        boolean isLate(long time) {
            long end = Math.floorDiv(time, LENGTH) * LENGTH + LENGTH;
            return watermark != Long.MIN_VALUE && watermark >= end + windows.allowedLatenessMillis();
        }

        void restart() {
            episodes = SensorEpisodes.of(rule, windows, episodes.state());
        }

        List<EpisodeState> read(long time, double sigmas, String id) {
            watermark = Math.max(watermark, time);
            List<EpisodeState> changes = new ArrayList<>();
            episodes.read(watermark, changes::add);
            if (sigmas > 0) {
                assertThat(episodes.anomaly(time, sigmas, id, watermark, changes::add))
                        .isIn(changes.stream().map(EpisodeState::id).toList());
            }
            return changes;
        }
    }
}
