// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.analytics.RunningStatistics;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.StatsRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle computes over all readings at once, in decimal arithmetic. */
class SensorStatsMergeTest {

    private static final MathContext DIGITS = new MathContext(120);

    @Test
    void nothingHasNoStatistics() {
        assertThat(new SensorStatsMerge().merged()).isEmpty();
    }

    @Test
    void sensorCountsAsOftenAsItHasReadings() {
        SensorStatsMerge merge = new SensorStatsMerge();
        assertThat(merge.add(of(1, 1, 1, 1, 1, 1))).isTrue();
        assertThat(merge.add(of(4, 10))).isTrue();
        assertThat(merge.merged()).hasValue(new MergedStats(2, 8, 2.5, 3, Math.sqrt(72 / 7.0), 1, 10));
    }

    @Test
    void oneSensorAloneKeepsItsNumbers() {
        SensorStats stats = of(0.1, 0.2, 0.4, 1e-9);
        SensorStatsMerge merge = new SensorStatsMerge();
        merge.add(stats);
        MergedStats merged = merge.merged().orElseThrow();
        assertThat(merged.mean()).isEqualTo(stats.mean());
        assertThat(merged.std()).isEqualTo(stats.std());
        assertThat(merged.min()).isEqualTo(1e-9);
        assertThat(merged.max()).isEqualTo(0.4);
    }

    @Test
    void numbersThatNoReadingsHaveAreLeftOut() {
        SensorStatsMerge merge = new SensorStatsMerge();
        merge.add(of(1, 3));
        assertThat(merge.add(new SensorStats("s", 1, 20, 1, null, 17, 23, 20, 0)))
                .isFalse();
        assertThat(merge.merged()).hasValue(new MergedStats(1, 2, 2, 1, Math.sqrt(2), 1, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 1",
        "2, 20, 0.1, 3",
        "3, 1e9, 1e-3, 1e-3",
        "4, -1e6, 1, 1e5",
        "5, 1e15, 0.25, 0",
        "6, 1e-200, 1e-202, 1e-201",
        "7, 1e300, 1e290, 1e299"
    })
    void groupIsThatOfAllReadingsAtOnceWithinItsBound(int seed, double level, double noise, double apart) {
        SplittableRandom random = new SplittableRandom(seed);
        SensorStatsMerge merge = new SensorStatsMerge();
        List<Double> readings = new ArrayList<>();
        for (int sensor = 0; sensor < 200; sensor++) {
            double mean = level + apart * random.nextDouble(-1, 1);
            double[] values = DoubleStream.generate(() -> mean + noise * random.nextDouble(-1, 1))
                    .limit(random.nextInt(1, 60))
                    .toArray();
            DoubleStream.of(values).forEach(readings::add);
            assertThat(merge.add(of(values))).isTrue();
        }
        MergedStats merged = merge.merged().orElseThrow();
        BigDecimal n = BigDecimal.valueOf(readings.size());
        BigDecimal sum = readings.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(n, DIGITS);
        BigDecimal squares = readings.stream()
                .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal std = squares.divide(n, DIGITS).sqrt(DIGITS);
        BigDecimal sampleStd =
                squares.divide(n.subtract(BigDecimal.ONE), DIGITS).sqrt(DIGITS);
        BigDecimal rms = mean.pow(2).add(std.pow(2)).sqrt(DIGITS);
        BigDecimal bound = rms.divide(BigDecimal.valueOf(1L << 52), DIGITS);
        assertThat(merged.count()).isEqualTo(readings.size());
        assertThat(merged.sensors()).isEqualTo(200);
        assertThat(new BigDecimal(merged.mean()).subtract(mean).abs()).isLessThanOrEqualTo(bound);
        assertThat(new BigDecimal(merged.std()).subtract(std).abs()).isLessThanOrEqualTo(bound);
        assertThat(new BigDecimal(Objects.requireNonNull(merged.sampleStd()))
                        .subtract(sampleStd)
                        .abs())
                .isLessThanOrEqualTo(bound.multiply(new BigDecimal("1.01")));
        assertThat(merged.min())
                .isEqualTo(readings.stream().min(Double::compare).orElseThrow());
        assertThat(merged.max())
                .isEqualTo(readings.stream().max(Double::compare).orElseThrow());
    }

    private static SensorStats of(double... values) {
        RunningStatistics statistics = new RunningStatistics();
        DoubleStream.of(values).forEach(statistics::add);
        return new StatsRow(statistics.moments(), values[values.length - 1], 0, 0, 0, 0).published("s");
    }
}
