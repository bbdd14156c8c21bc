// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The correct digits on the univariate sets of the NIST Statistical Reference Datasets.
 *
 * <p>Runs only with {@code -Dfoursigma.data=FOLDER}, where {@code FOLDER/nist} holds the sets; without it the build
 * leaves this class out.
 */
@Tag("data")
class NistTest {
    private static final Path FOLDER = Path.of(System.getProperty("foursigma.data", ""), "nist");
    private static final int SHUFFLES = 20;
    private static final double MEAN_DIGITS = 14;

    @ParameterizedTest(name = "{0}: {1} digits of the standard deviation")
    @CsvSource({
        "PiDigits, 14",
        "Lottery, 14",
        "Lew, 14",
        "NumAcc1, 14",
        "NumAcc2, 14",
        "Mavro, 13",
        "Michelso, 13.5",
        "NumAcc3, 9.4",
        "NumAcc4, 8.2",
    })
    void digitsHoldInEveryOrderAndForEveryCut(String set, double stdDigits) throws IOException {
        List<Double> values = values(set);
        Digits digits = new Digits(set);

        RunningStatistics inFileOrder = summaryOf(values);
        System.out.printf(
                "%-8s mean %.2f, std %.2f digits%n",
                set,
                digits.ofMean(inFileOrder.mean()),
                digits.ofStd(inFileOrder.sampleStd().orElseThrow()));

        demand("file order", inFileOrder, digits, stdDigits);
        for (int seed = 0; seed < SHUFFLES; seed++) {
            List<Double> shuffled = new ArrayList<>(values);
            Collections.shuffle(shuffled, new Random(seed));
            demand("shuffled with seed " + seed, summaryOf(shuffled), digits, stdDigits);
            demand("cut with seed " + seed, summaryOfChunks(values, new Random(seed)), digits, stdDigits);
            demand(
                    "shuffled and cut with seed " + seed,
                    summaryOfChunks(shuffled, new Random(seed)),
                    digits,
                    stdDigits);
        }
    }

    /** Proves that the digits demanded above can be missed. */
    @ParameterizedTest
    @ValueSource(strings = {"NumAcc3", "NumAcc4"})
    void naiveSumOfSquaresMissesTheDigits(String set) throws IOException {
        double sum = 0;
        double sumOfSquares = 0;
        List<Double> values = values(set);
        for (double value : values) {
            sum += value;
            sumOfSquares += value * value;
        }
        double std = Math.sqrt((sumOfSquares - sum * sum / values.size()) / (values.size() - 1));

        assertThat(new Digits(set).ofStd(std)).isLessThan(8.2);
    }

    private static void demand(String order, RunningStatistics summary, Digits digits, double stdDigits) {
        assertThat(digits.ofMean(summary.mean())).as("mean, %s", order).isGreaterThanOrEqualTo(MEAN_DIGITS);
        assertThat(digits.ofStd(summary.sampleStd().orElseThrow()))
                .as("std, %s", order)
                .isGreaterThanOrEqualTo(stdDigits);
    }

    private static RunningStatistics summaryOfChunks(List<Double> values, Random random) {
        RunningStatistics whole = new RunningStatistics();
        int from = 0;
        while (from < values.size()) {
            int to = Math.min(values.size(), from + 1 + random.nextInt(100));
            whole.merge(summaryOf(values.subList(from, to)));
            from = to;
        }
        return whole;
    }

    private static RunningStatistics summaryOf(List<Double> values) {
        RunningStatistics summary = new RunningStatistics();
        values.forEach(summary::add);
        return summary;
    }

    private static List<Double> values(String set) throws IOException {
        return Files.readAllLines(FOLDER.resolve(set + ".csv")).stream()
                .skip(1)
                .map(Double::valueOf)
                .toList();
    }

    /** Counts correct digits as the log relative error, at most 15, of the values exact for the decimal text. */
    private static final class Digits {
        private static final double MOST = 15;

        private final BigDecimal mean;
        private final BigDecimal std;

        Digits(String set) throws IOException {
            JsonNode certified = new ObjectMapper()
                    .readTree(FOLDER.resolve("certified.json").toFile())
                    .path("datasets")
                    .path(set);
            mean = new BigDecimal(certified.path("exact_mean").asText());
            std = new BigDecimal(certified.path("exact_std_n_minus_1").asText());
        }

        double ofMean(double computed) {
            return of(computed, mean);
        }

        double ofStd(double computed) {
            return of(computed, std);
        }

        private static double of(double computed, BigDecimal exact) {
            if (!Double.isFinite(computed)) {
                return 0;
            }
            double error = new BigDecimal(computed)
                    .subtract(exact)
                    .divide(exact, MathContext.DECIMAL64)
                    .abs()
                    .doubleValue();
            return Math.min(MOST, -Math.log10(error));
        }
    }
}
