// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of a sensor's windows, on random readings in and out of order. */
class SensorWindowsLawsTest {
    private static final int READINGS = 150;

    static IntStream seeds() {
        return IntStream.range(0, 80);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void outcomesAndPublicationsEqualTheNaiveRecomputation(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WindowConfig config = config(random);
        SensorWindows windows = SensorWindows.of(config, SensorWindowsState.EMPTY);
        NaiveWindows oracle = new NaiveWindows(config);
        for (Reading reading : readings(random)) {
            List<PublishedWindow> published = new ArrayList<>();
            List<NaiveWindows.Publication> expected = new ArrayList<>();

            Outcome outcome = windows.apply(reading.timeMillis(), reading.value(), published::add);

            assertThat(text(outcome)).isEqualTo(oracle.apply(reading.timeMillis(), reading.value(), expected));
            assertThat(published).hasSameSizeAs(expected);
            for (int i = 0; i < published.size(); i++) {
                assertEqual(published.get(i), expected.get(i), config);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void resumingFromTheStateAfterAnyReadingChangesNoBit(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WindowConfig config = config(random);
        SensorWindows through = SensorWindows.of(config, SensorWindowsState.EMPTY);
        SensorWindows resumed = SensorWindows.of(config, SensorWindowsState.EMPTY);
        for (Reading reading : readings(random)) {
            resumed = SensorWindows.of(config, resumed.state());
            List<PublishedWindow> published = new ArrayList<>();
            List<PublishedWindow> publishedResumed = new ArrayList<>();

            Outcome outcome = through.apply(reading.timeMillis(), reading.value(), published::add);
            Outcome outcomeResumed = resumed.apply(reading.timeMillis(), reading.value(), publishedResumed::add);

            assertThat(outcomeResumed).isEqualTo(outcome);
            assertThat(publishedResumed).isEqualTo(published);
            assertThat(resumed.state()).isEqualTo(through.state());
            assertThat(resumed.openWindow()).isEqualTo(through.openWindow());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void onlyWindowsThatCanStillChangeAndTheLastFinalOneAreKept(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WindowConfig config = config(random);
        SensorWindows windows = SensorWindows.of(config, SensorWindowsState.EMPTY);
        for (Reading reading : readings(random)) {
            windows.apply(reading.timeMillis(), reading.value(), window -> {});

            SensorWindowsState state = windows.state();
            long finalWindows = state.windows().stream()
                    .map(window -> config.windows().end(window.start()))
                    .filter(end -> windows.watermark() >= end + config.allowedLatenessMillis())
                    .count();
            assertThat(finalWindows).isLessThanOrEqualTo(1);
        }
    }

    private record Reading(long timeMillis, double value) {}

    private static WindowConfig config(SplittableRandom random) {
        long allowedLatenessMillis = random.nextBoolean() ? 0 : random.nextLong(1, 60);
        long baselineMaxAgeMillis = random.nextBoolean() ? WindowConfig.ANY_AGE : random.nextLong(0, 40);
        SigmaRule rule = new SigmaRule(random.nextInt(1, 5), random.nextInt(1, 5), random.nextBoolean() ? 0 : 0.5);
        return new WindowConfig(
                new TumblingWindows(random.nextInt(1, 20)), allowedLatenessMillis, baselineMaxAgeMillis, rule);
    }

    /** A clock that drifts on from before the epoch, jumps now and then, and lags by a random while at each reading. */
    private static List<Reading> readings(SplittableRandom random) {
        List<Reading> readings = new ArrayList<>();
        long clock = -100;
        int lag = random.nextInt(1, 60);
        boolean whole = random.nextBoolean();
        for (int i = 0; i < READINGS; i++) {
            clock += random.nextInt(20) == 0 ? random.nextInt(200) : random.nextInt(4);
            double value = whole ? random.nextInt(10) : random.nextDouble(-5, 5);
            readings.add(new Reading(clock - random.nextInt(lag), value));
        }
        return readings;
    }

    private static void assertEqual(PublishedWindow window, NaiveWindows.Publication expected, WindowConfig config) {
        TwoPass exact = new TwoPass(expected.values());
        assertThat(window.start()).isEqualTo(expected.start());
        assertThat(window.end()).isEqualTo(expected.start() + config.windows().lengthMillis());
        assertThat(window.revision()).isEqualTo(expected.values().size());
        assertThat(window.moments().count()).isEqualTo(expected.values().size());
        assertThat(window.moments().mean()).isEqualTo(exact.mean());
        assertThat(window.moments().std()).isEqualTo(exact.std());
        assertThat(window.baseline()).isEqualTo(expected.baseline());
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Verdict.Normal normal) {
            return "normal by " + normal.baseline();
        }
        if (outcome instanceof Verdict.Anomalous anomalous) {
            return "anomalous by " + anomalous.baseline();
        }
        return outcome instanceof Outcome.Late ? "late" : "learning";
    }
}
