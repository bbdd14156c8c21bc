// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of running statistics, on random series of every kind. */
class RunningStatisticsLawsTest {
    private static final int SEEDS = 25;

    static Stream<Arguments> series() {
        return Stream.of(RandomValues.values())
                .flatMap(kind -> IntStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(kind, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void onePassEqualsTwoExactPasses(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> values = kind.draw(random.nextInt(1, 400), random);

        RunningStatistics statistics = of(values);

        assertThat(statistics.count()).isEqualTo(values.size());
        assertThat(statistics.min()).isEqualTo(Collections.min(values) + 0.0);
        assertThat(statistics.max()).isEqualTo(Collections.max(values) + 0.0);
        assertEqualsOracle(statistics, values);
    }

    /** The mean of 4 or 8 random doubles often is such a tie. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void meanHalfWayBetweenTwoDoublesIsRoundedAsInExactArithmetic(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            List<Double> values = RandomValues.UNIFORM.draw(random.nextBoolean() ? 4 : 8, random);
            assertEqualsOracle(of(values), values);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void chunksMergedInAnyTreeEqualTwoExactPasses(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> values = kind.draw(random.nextInt(1, 400), random);

        assertEqualsOracle(mergedAtRandom(values, random), values);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void roundedNumbersComeBackAsTheyWere(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Moments exact = of(kind.draw(random.nextInt(1, 400), random)).moments();

        Moments rounded = rounded(exact);

        assertThat(rounded.mean()).isEqualTo(exact.mean());
        assertThat(rounded.std()).isEqualTo(exact.std());
    }

    /**
     * A mean that was rounded is off by 2^-53 of itself, and so is a deviation. The deviation of all is the length of the
     * vector of all deviations and distances of means; rounding moves that vector by no more than 2^-53 of the length of all
     * values, and the last rounding moves its length by as much again.
     */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void summariesMergedFromRoundedNumbersAreOffByTwoUnitsInTheSizeOfTheValues(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> values = kind.draw(random.nextInt(2, 400), random);
        RunningStatistics merged = new RunningStatistics();
        for (int begin = 0, end; begin < values.size(); begin = end) {
            end = Math.min(values.size(), begin + random.nextInt(1, 60));
            merged.merge(rounded(of(values.subList(begin, end)).moments()));
        }

        TwoPass oracle = new TwoPass(values);
        double bound = 0x1p-52 * oracle.rootMeanSquare() + Double.MIN_VALUE;
        assertThat(merged.count()).isEqualTo(values.size());
        assertThat(Math.abs(merged.mean() - oracle.mean())).isLessThanOrEqualTo(bound);
        assertThat(Math.abs(merged.std() - oracle.std())).isLessThanOrEqualTo(bound);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void mergeIsCommutativeBitForBit(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Moments one = of(kind.draw(random.nextInt(0, 60), random)).moments();
        Moments other = of(kind.draw(random.nextInt(0, 60), random)).moments();

        assertThat(merged(one, other)).isEqualTo(merged(other, one));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void mergeIsAssociativeToTheLastDigit(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> values = kind.draw(random.nextInt(3, 200), random);
        int firstCut = random.nextInt(1, values.size() - 1);
        int secondCut = random.nextInt(firstCut, values.size());
        Moments a = of(values.subList(0, firstCut)).moments();
        Moments b = of(values.subList(firstCut, secondCut)).moments();
        Moments c = of(values.subList(secondCut, values.size())).moments();

        Moments left = merged(merged(a, b), c);
        Moments right = merged(a, merged(b, c));

        double magnitude = Math.max(Math.abs(left.min()), Math.abs(left.max()));
        assertMean(left.mean(), right.mean(), magnitude);
        assertStd(left.std(), right.std(), magnitude);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void resumingFromTheStateAnywhereChangesNoBit(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RunningStatistics through = new RunningStatistics();
        RunningStatistics resumed = new RunningStatistics();
        for (double value : kind.draw(100, random)) {
            resumed = RunningStatistics.of(resumed.moments());
            through.add(value);
            resumed.add(value);
            assertThat(resumed.moments()).isEqualTo(through.moments());
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("series")
    void everyNumberIsFiniteAndInItsRangeAfterEveryValue(RandomValues kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RunningStatistics statistics = new RunningStatistics();
        for (double value : kind.draw(200, random)) {
            statistics.add(value);
            assertThat(statistics.mean()).isBetween(statistics.min(), statistics.max());
            assertThat(statistics.std()).isBetween(0.0, Double.MAX_VALUE);
            assertThat(statistics.std() == 0).isEqualTo(statistics.min() == statistics.max());
            statistics.sampleStd().ifPresent(std -> assertThat(std).isBetween(statistics.std(), Double.MAX_VALUE));
        }
    }

    private static void assertEqualsOracle(RunningStatistics statistics, List<Double> values) {
        TwoPass exact = new TwoPass(values);
        double magnitude = Math.max(Math.abs(statistics.min()), Math.abs(statistics.max()));
        assertMean(statistics.mean(), exact.mean(), magnitude);
        assertStd(statistics.std(), exact.std(), magnitude);
        if (values.size() > 1) {
            assertStd(statistics.sampleStd().orElse(Double.POSITIVE_INFINITY), exact.sampleStd(), magnitude);
        }
    }

    /**
     * Equal to the last bit, but where values differ in their last bits only: there it may be off by a few last digits.
     */
    private static void assertStd(double std, double expected, double magnitude) {
        if (expected < 0x1p-50 * magnitude) {
            assertThat(Math.abs(std - expected)).isLessThanOrEqualTo(4 * Math.ulp(expected));
        } else {
            assertThat(std).isEqualTo(expected);
        }
    }

    /** Equal to the last bit, but where terms cancel: there the 106 bits that double-double holds of the terms show. */
    private static void assertMean(double mean, double expected, double magnitude) {
        if (Math.abs(expected) < 0x1p-40 * magnitude) {
            assertThat(Math.abs(mean - expected)).isLessThanOrEqualTo(0x1p-96 * magnitude);
        } else {
            assertThat(mean).isEqualTo(expected);
        }
    }

    private static RunningStatistics mergedAtRandom(List<Double> values, SplittableRandom random) {
        if (values.size() < 2 || random.nextInt(4) == 0) {
            return of(values);
        }
        int cut = random.nextInt(0, values.size() + 1);
        RunningStatistics left = mergedAtRandom(values.subList(0, cut), random);
        left.merge(of(values.subList(cut, values.size())));
        return left;
    }

    private static Moments merged(Moments one, Moments other) {
        RunningStatistics statistics = RunningStatistics.of(one);
        statistics.merge(other);
        return statistics.moments();
    }

    private static Moments rounded(Moments moments) {
        return Moments.ofRounded(moments.count(), moments.mean(), moments.std(), moments.min(), moments.max());
    }

    private static RunningStatistics of(List<Double> values) {
        RunningStatistics statistics = new RunningStatistics();
        values.forEach(statistics::add);
        return statistics;
    }
}
