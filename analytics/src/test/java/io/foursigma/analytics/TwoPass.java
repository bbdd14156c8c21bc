// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * The oracle: mean and deviations over all values at once, in decimal arithmetic without error up to the last rounding.
 */
final class TwoPass {
    /** Enough digits that a mean half way between two doubles, which has up to 1,076 of them, is seen as that. */
    private static final MathContext DIGITS = new MathContext(1_100);

    /** The same for deviations; ordinary numbers need no more. */
    private static final MathContext ROOT_DIGITS = new MathContext(150);

    private final int count;
    private final BigDecimal sum;
    private final BigDecimal sumOfSquares;

    TwoPass(List<Double> values) {
        count = values.size();
        sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        sumOfSquares =
                values.stream().map(value -> new BigDecimal(value).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    double mean() {
        return sum.divide(BigDecimal.valueOf(count), DIGITS).doubleValue();
    }

    double std() {
        return root(count);
    }

    double sampleStd() {
        return root(count - 1);
    }

    double rootMeanSquare() {
        return sumOfSquares
                .divide(BigDecimal.valueOf(count), ROOT_DIGITS)
                .sqrt(ROOT_DIGITS)
                .doubleValue();
    }

    /** The root of (n * sum of squares - square of sum) / (n * divisor); the numerator is exact. */
    private double root(int divisor) {
        BigDecimal numerator = sumOfSquares.multiply(BigDecimal.valueOf(count)).subtract(sum.pow(2));
        BigDecimal variance = numerator.divide(BigDecimal.valueOf((long) count * divisor), ROOT_DIGITS);
        return variance.sqrt(ROOT_DIGITS).doubleValue();
    }
}
