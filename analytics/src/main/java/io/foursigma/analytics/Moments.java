// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.OptionalDouble;

/**
 * The exact, immutable state of {@link RunningStatistics}: what a store keeps and what resumes bit for bit.
 *
 * <p>The mean and m2 (the sum of squared deviations from the mean) are double-double numbers: an unevaluated sum of a
 * high part, which is the sum rounded to a double, and a low part. They are kept in units of a power of two that
 * follows from {@code min} and {@code max} alone ({@link RunningStatistics} tells why). That unit is 1 while the
 * largest magnitude lies between 2<sup>-400</sup> and 2<sup>400</sup>, so for ordinary values {@code scaledMean} reads
 * as the mean itself.
 *
 * @param count the number of values, at least 0; where it is 0, so is all the rest
 * @param scaledMean the high part of the scaled mean
 * @param scaledMeanLow the low part of the scaled mean
 * @param scaledM2 the high part of m2, scaled by the square of the mean's factor; never negative
 * @param scaledM2Low the low part of the scaled m2
 * @param min the least value
 * @param max the greatest value
 */
public record Moments(
        long count,
        double scaledMean,
        double scaledMeanLow,
        double scaledM2,
        double scaledM2Low,
        double min,
        double max) {

    /** The state of no values. */
    public static final Moments EMPTY = new Moments(0, 0, 0, 0, 0, 0, 0);

    /**
     * Checks that the numbers can be a state.
     *
     * @throws IllegalArgumentException if a number is not finite or the numbers contradict each other
     */
    public Moments {
        boolean finite = Double.isFinite(scaledMean)
                && Double.isFinite(scaledMeanLow)
                && Double.isFinite(scaledM2)
                && Double.isFinite(scaledM2Low)
                && Double.isFinite(min)
                && Double.isFinite(max);
        if (!finite) {
            throw contradiction("a number is not finite", count, scaledMean, scaledM2, min, max);
        }
        if (count < 0 || min > max || scaledM2 < 0) {
            throw contradiction("count and m2 must be >= 0 and min <= max", count, scaledMean, scaledM2, min, max);
        }
        if ((min < max) != (scaledM2 > 0) || (count < 2 && min < max)) {
            throw contradiction(
                    "m2 must be 0 exactly where all values are equal", count, scaledMean, scaledM2, min, max);
        }
        if (count == 0 && (scaledMean != 0 || min != 0)) {
            throw contradiction("no values, so all must be 0", count, scaledMean, scaledM2, min, max);
        }
    }

    /**
     * The state of values of which nothing but the rounded numbers is left. It gives the same numbers back, bit for bit, but
     * for {@link #sampleStd}, whose last digit may differ. What rounding took away is lost: a mean is off by up to
     * 2<sup>-53</sup> of itself, and so is a standard deviation.
     *
     * @param count the number of values, at least 1
     * @param mean their mean, rounded
     * @param std their population standard deviation, rounded
     * @param min the least value
     * @param max the greatest value
     * @return a state to be merged with others
     * @throws IllegalArgumentException if a number is not finite or the numbers contradict each other
     */
    public static Moments ofRounded(long count, double mean, double std, double min, double max) {
        if (count < 1 || !(min <= mean && mean <= max) || !(std >= 0)) {
            throw new IllegalArgumentException(
                    "these numbers cannot be those of any values: count >= 1, min <= mean <= max"
                            + " and std >= 0 must hold (count " + count + ", mean " + mean + ", std " + std + ", min "
                            + min
                            + ", max " + max + "); read them again from where they were made");
        }
        // Powers of two: neither product rounds anything that matters, nor does the square leave the range of doubles.
        double scale = Rounded.scale(min, max);
        double root = std * scale;
        double square = root * root;
        double squareLow = ErrorFree.productError(root, root, square);
        double n = count;
        double product = square * n;
        double productLow = ErrorFree.productError(square, n, product) + squareLow * n;
        double m2 = product + productLow;
        return new Moments(count, mean * scale, 0, m2, ErrorFree.sumError(product, productLow, m2), min, max);
    }

    /**
     * Whether there are no values.
     *
     * @return true if the count is 0
     */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * The mean, rounded once to a double; it lies in [{@code min}, {@code max}].
     *
     * @return the mean
     * @throws IllegalStateException if there are no values
     */
    public double mean() {
        requireValues(count);
        return Rounded.mean(scaledMean, scaledMeanLow, min, max);
    }

    /**
     * The population standard deviation (divisor n), rounded once to a double; 0 exactly where all values are equal.
     *
     * @return the standard deviation, finite and at least 0
     * @throws IllegalStateException if there are no values
     */
    public double std() {
        requireValues(count);
        return Rounded.std(scaledM2, scaledM2Low, count, min, max);
    }

    /**
     * The sample standard deviation (divisor n - 1), rounded once to a double.
     *
     * @return the standard deviation; empty below two values, and where it exceeds the greatest double, which only a
     *     few values at both ends of the range of doubles can bring about
     */
    public OptionalDouble sampleStd() {
        return Rounded.sampleStd(scaledM2, scaledM2Low, count, min, max);
    }

    static void requireValues(long count) {
        if (count == 0) {
            throw new IllegalStateException("no values have no mean, deviation, least or greatest value:"
                    + " ask for the count first, and show nothing where it is 0");
        }
    }

    private static IllegalArgumentException contradiction(
            String why, long count, double scaledMean, double scaledM2, double min, double max) {
        return new IllegalArgumentException("these moments cannot be a state of running statistics: " + why + " (count "
                + count + ", mean " + scaledMean + ", m2 " + scaledM2 + ", min " + min + ", max " + max
                + "); restore them from an intact copy");
    }
}
