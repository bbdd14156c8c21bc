// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle's whole numbers against decimals of 60 digits, two passes and a square root. */
class ExactOracleTest {

    private static final MathContext DIGITS = new MathContext(60);

    @Test
    void agreesWithDecimalsOnEveryReading() {
        Workload workload = new Workload(60_000, 30, false, 50, 2_000, 4, 11);
        Generator generator = new Generator(workload);
        ExactOracle oracle = new ExactOracle(workload);
        Map<Integer, Map<Long, List<BigDecimal>>> windows = new HashMap<>();
        int anomalies = 0;
        while (generator.next()) {
            int sensor = generator.sensor();
            long start = generator.timeMillis() / 2_000 * 2_000;
            oracle.goTo(sensor, generator.timeMillis());
            Map<Long, List<BigDecimal>> own = windows.computeIfAbsent(sensor, none -> new HashMap<>());
            BigDecimal value = BigDecimal.valueOf(generator.thousandths(), 3);
            boolean expected = isAnomaly(own.getOrDefault(start - 2_000, List.of()), value);
            assertThat(oracle.isAnomaly(sensor, generator.thousandths())).isEqualTo(expected);
            anomalies += expected ? 1 : 0;
            oracle.take(sensor, generator.thousandths());
            own.computeIfAbsent(start, none -> new ArrayList<>()).add(value);
        }
        assertThat(anomalies).isGreaterThan(30);
        assertThat(windows.values().stream().mapToInt(Map::size).sum() - 30).isEqualTo((int) workload.closedWindows());
    }

    @Test
    void takesAValueAtTheBoundForTooClose() {
        ExactOracle oracle = new ExactOracle(new Workload(100, 1, false, 8, 2_000, 1, 1));
        oracle.goTo(0, 2_000);
        for (int i = 0; i < 8; i++) {
            oracle.take(0, i % 2 == 0 ? 9_000 : 11_000); // mean 10, standard deviation 1
        }
        oracle.goTo(0, 4_000);
        assertThat(oracle.isTooClose(0, 14_000)).isTrue();
        assertThat(oracle.isAnomaly(0, 14_000)).isFalse();
        assertThat(oracle.isTooClose(0, 14_001)).isFalse();
        assertThat(oracle.isAnomaly(0, 14_001)).isTrue();
        assertThat(oracle.isAnomaly(0, 6_000)).isFalse();
        assertThat(oracle.isAnomaly(0, 5_999)).isTrue();
    }

    private static boolean isAnomaly(List<BigDecimal> window, BigDecimal value) {
        if (window.size() < Workload.MIN_COUNT) {
            return false;
        }
        BigDecimal n = BigDecimal.valueOf(window.size());
        BigDecimal mean =
                window.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(n, DIGITS);
        BigDecimal variance = window.stream()
                .map(each -> each.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n, DIGITS);
        BigDecimal bound = variance.sqrt(DIGITS).multiply(BigDecimal.valueOf(Workload.SIGMAS));
        return value.subtract(mean).abs().compareTo(bound) > 0;
    }
}
