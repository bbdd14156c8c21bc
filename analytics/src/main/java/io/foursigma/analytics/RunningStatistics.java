// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.OptionalDouble;

/**
 * Count, mean, standard deviation, least and greatest of the values seen so far, in one pass and to the last digit.
 *
 * <p>Mutable and for a single owner. The state is a function of the sequence of calls, bit for bit; {@link #moments()}
 * takes it out and {@link #of} resumes from it.
 */
public final class RunningStatistics {
    /*
     * How it works. A value x changes n values' mean and m2 (the sum of squared deviations) by Welford's recurrence
     *
     *     delta = x - mean;  mean' = mean + delta / n;  m2' = m2 + delta * (delta - delta / n)
     *
     * (B. P. Welford, Technometrics 4, 1962), and two summaries a and b are merged by
     *
     *     delta = mean_b - mean_a;  mean = mean_a + delta * n_b / n;  m2 = m2_a + m2_b + delta^2 * n_a * n_b / n
     *
     * (T. F. Chan, G. H. Golub, R. J. LeVeque, Updating formulae and a pairwise algorithm for computing sample
     * variances, 1979). Both run in double-double arithmetic of about 106 bits, so that what rounding takes away over
     * billions of values stays below the last of the 53 bits that leave. (Y. Hida, X. S. Li, D. H. Bailey, Algorithms
     * for quad-double precision floating point arithmetic, 2001.)
     *
     * Squares of doubles leave the range of doubles from about 1e154 upwards and 1e-162 downwards. So values are first
     * multiplied by a power of two, which rounds nothing that matters: 2^600 while the largest magnitude lies below
     * 2^-400, 2^-600 once it lies above 2^400, else 1. Neither can m2 overflow nor the square of the least difference
     * between two values vanish then, in any sequence. The factor follows from min and max, so it needs no place in the
     * state.
     */
    private long count;
    private double mean;
    private double meanLow;
    private double m2;
    private double m2Low;
    private double min;
    private double max;
    private double scale = Rounded.scale(0, 0);

    /** Makes the statistics of no values. */
    public RunningStatistics() {}

    /**
     * Resumes from a state.
     *
     * @param moments what {@link #moments()} gave
     * @return statistics that go on exactly as the ones that gave it
     */
    public static RunningStatistics of(Moments moments) {
        RunningStatistics statistics = new RunningStatistics();
        statistics.count = moments.count();
        statistics.mean = moments.scaledMean();
        statistics.meanLow = moments.scaledMeanLow();
        statistics.m2 = moments.scaledM2();
        statistics.m2Low = moments.scaledM2Low();
        statistics.min = moments.min();
        statistics.max = moments.max();
        statistics.scale = Rounded.scale(moments.min(), moments.max());
        return statistics;
    }

    /**
     * Takes in one value.
     *
     * @param value any finite double; -0.0 counts as 0.0
     * @throws IllegalArgumentException if the value is NaN or infinite; nothing has changed then
     */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("running statistics take finite values only, not " + value
                    + ": set such readings aside before they come here");
        }
        double unsigned = value + 0.0;
        if (count == 0) {
            min = unsigned;
            max = unsigned;
            scale = Rounded.scale(unsigned, unsigned);
        } else if (unsigned < min || unsigned > max) {
            widen(unsigned, unsigned);
        }
        double n = ++count;
        double x = unsigned * scale;
        double difference = x - mean;
        double differenceLow = ErrorFree.sumError(x, -mean, difference) - meanLow;
        double delta = difference + differenceLow;
        double deltaLow = ErrorFree.sumError(difference, differenceLow, delta);
        double step = delta / n;
        double stepLow = (Math.fma(-step, n, delta) + deltaLow) / n;
        double rest = delta - step;
        double restLow = ErrorFree.sumError(delta, -step, rest) + (deltaLow - stepLow);
        double square = delta * rest;
        double squareLow = ErrorFree.productError(delta, rest, square) + Math.fma(delta, restLow, deltaLow * rest);
        addToMean(step, stepLow);
        addToM2(square, squareLow);
    }

    /**
     * Takes in all values of another summary, as if each had been added here.
     *
     * <p>Commutative bit for bit, and associative up to the rounding of double-double arithmetic, which the rounded
     * results do not show.
     *
     * @param other the other values' state
     */
    public void merge(Moments other) {
        if (other.isEmpty()) {
            return;
        }
        RunningStatistics that = of(other);
        if (count > 0) {
            that.widen(min, max);
            widen(that.min, that.max);
            combine(that);
            return;
        }
        count = that.count;
        mean = that.mean;
        meanLow = that.meanLow;
        m2 = that.m2;
        m2Low = that.m2Low;
        min = that.min;
        max = that.max;
        scale = that.scale;
    }

    /**
     * Takes in all values of another summary, which stays as it is.
     *
     * @param other the other values
     */
    public void merge(RunningStatistics other) {
        merge(other.moments());
    }

    /**
     * The state, to be stored.
     *
     * @return an exact copy
     */
    public Moments moments() {
        return new Moments(count, mean, meanLow, m2, m2Low, min, max);
    }

    /**
     * The number of values.
     *
     * @return at least 0
     */
    public long count() {
        return count;
    }

    /**
     * The mean, as {@link Moments#mean()} gives it.
     *
     * @return the mean
     * @throws IllegalStateException if there are no values
     */
    public double mean() {
        Moments.requireValues(count);
        return Rounded.mean(mean, meanLow, min, max);
    }

    /**
     * The population standard deviation, as {@link Moments#std()} gives it.
     *
     * @return the standard deviation
     * @throws IllegalStateException if there are no values
     */
    public double std() {
        Moments.requireValues(count);
        return Rounded.std(m2, m2Low, count, min, max);
    }

    /**
     * The sample standard deviation, as {@link Moments#sampleStd()} gives it.
     *
     * @return the standard deviation, if there is one
     */
    public OptionalDouble sampleStd() {
        return Rounded.sampleStd(m2, m2Low, count, min, max);
    }

    /**
     * The least value.
     *
     * @return the least value
     * @throws IllegalStateException if there are no values
     */
    public double min() {
        Moments.requireValues(count);
        return min;
    }

    /**
     * The greatest value.
     *
     * @return the greatest value
     * @throws IllegalStateException if there are no values
     */
    public double max() {
        Moments.requireValues(count);
        return max;
    }

    /** Extends the range to that of other values, and changes the state over to the scale of the wider range. */
    private void widen(double otherMin, double otherMax) {
        min = Math.min(min, otherMin);
        max = Math.max(max, otherMax);
        double before = scale;
        scale = Rounded.scale(min, max);
        if (scale != before) {
            // From 2^600 to 2^-600 the factor is 0: what was there lies 800 bits below the new values.
            double factor = scale / before;
            mean *= factor;
            meanLow *= factor;
            m2 = m2 * factor * factor;
            m2Low = m2Low * factor * factor;
        }
    }

    /** Chan's formula for two summaries of the same scale, neither of them empty. */
    private void combine(RunningStatistics that) {
        boolean ordered = comesBefore(that);
        RunningStatistics a = ordered ? this : that;
        RunningStatistics b = ordered ? that : this;
        double na = a.count;
        double nb = b.count;
        double n = na + nb;
        double difference = b.mean - a.mean;
        double differenceLow = ErrorFree.sumError(b.mean, -a.mean, difference) + (b.meanLow - a.meanLow);
        double delta = difference + differenceLow;
        double deltaLow = ErrorFree.sumError(difference, differenceLow, delta);
        double weighted = delta * nb;
        double weightedLow = ErrorFree.productError(delta, nb, weighted) + deltaLow * nb;
        double step = weighted / n;
        double stepLow = (Math.fma(-step, n, weighted) + weightedLow) / n;
        double square = delta * step;
        double squareLow = ErrorFree.productError(delta, step, square) + Math.fma(delta, stepLow, deltaLow * step);
        double between = square * na;
        double betweenLow = ErrorFree.productError(square, na, between) + squareLow * na;
        a.addToMean(step, stepLow);
        a.addToM2(b.m2, b.m2Low);
        a.addToM2(between, betweenLow);
        mean = a.mean;
        meanLow = a.meanLow;
        m2 = a.m2;
        m2Low = a.m2Low;
        count += that.count;
    }

    /**
     * The heavier summary comes first, then any fixed order: so a merge does not depend on which side it is called on.
     */
    private boolean comesBefore(RunningStatistics that) {
        if (count != that.count) {
            return count > that.count;
        }
        if (mean != that.mean) {
            return mean > that.mean;
        }
        if (meanLow != that.meanLow) {
            return meanLow > that.meanLow;
        }
        return m2 != that.m2 ? m2 > that.m2 : m2Low > that.m2Low;
    }

    private void addToMean(double high, double low) {
        double sum = mean + high;
        double sumLow = ErrorFree.sumError(mean, high, sum) + (meanLow + low);
        mean = sum + sumLow;
        meanLow = ErrorFree.sumError(sum, sumLow, mean);
    }

    private void addToM2(double high, double low) {
        double sum = m2 + high;
        double sumLow = ErrorFree.sumError(m2, high, sum) + (m2Low + low);
        m2 = sum + sumLow;
        m2Low = ErrorFree.sumError(sum, sumLow, m2);
    }
}
