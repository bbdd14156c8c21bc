// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.OptionalDouble;

/** Takes scaled double-double state to the doubles that people see, each rounded once. */
final class Rounded {
    private static final double TINY = 0x1p-400;
    private static final double HUGE = 0x1p400;
    private static final double UP = 0x1p600;
    private static final double DOWN = 0x1p-600;

    /**
     * What the last bits of a double-double may be off, as a share of half the distance between two doubles. The mean
     * of 2, 4 or 8 values often lies exactly half way between two doubles; an error in bit 106 must not pick the wrong
     * one.
     */
    private static final double NOISE = 0x1p-40;

    private Rounded() {}

    /** The factor by which values between {@code min} and {@code max} are multiplied before any arithmetic. */
    static double scale(double min, double max) {
        double magnitude = Math.max(Math.abs(min), Math.abs(max));
        if (magnitude < TINY) {
            return UP;
        }
        return magnitude > HUGE ? DOWN : 1;
    }

    static double mean(double high, double low, double min, double max) {
        double mean = unscale(high, low, scale(min, max));
        return Math.min(Math.max(mean, min), max);
    }

    static double std(double m2, double m2Low, long count, double min, double max) {
        if (min == max) {
            return 0;
        }
        // Values that differ never have std 0, and std <= (max - min) / 2 is always within the range of doubles: the
        // limits only undo a last rounding at the two ends of that range.
        double std = rootOfQuotient(m2, m2Low, (double) count, scale(min, max));
        return Math.min(Math.max(std, Double.MIN_VALUE), Double.MAX_VALUE);
    }

    static OptionalDouble sampleStd(double m2, double m2Low, long count, double min, double max) {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        if (min == max) {
            return OptionalDouble.of(0);
        }
        double std = rootOfQuotient(m2, m2Low, (double) (count - 1), scale(min, max));
        return Double.isFinite(std) ? OptionalDouble.of(Math.max(std, Double.MIN_VALUE)) : OptionalDouble.empty();
    }

    /** The root of m2 / divisor: a square root in doubles and one step of Newton in double-double. */
    private static double rootOfQuotient(double m2, double m2Low, double divisor, double scale) {
        double quotient = m2 / divisor;
        double quotientLow = (Math.fma(-quotient, divisor, m2) + m2Low) / divisor;
        double root = Math.sqrt(quotient);
        double correction = (Math.fma(-root, root, quotient) + quotientLow) / (2 * root);
        double high = root + correction;
        return unscale(high, ErrorFree.sumError(root, correction, high), scale);
    }

    private static double unscale(double high, double low, double scale) {
        double result = nearest(high, low) / scale;
        return scale == UP && Math.abs(result) < Double.MIN_NORMAL ? subnormal(high, low) : result;
    }

    /** The double next to high + low; the even one of two where the sum lies half way, or would but for the noise. */
    private static double nearest(double high, double low) {
        double neighbour = low > 0 ? Math.nextUp(high) : Math.nextDown(high);
        double half = Math.abs(neighbour - high) / 2;
        boolean tie = low != 0 && Math.abs(low) >= half * (1 - NOISE);
        boolean odd = (Double.doubleToRawLongBits(high) & 1) != 0;
        return tie && odd ? neighbour : high;
    }

    /** The same where the result has fewer bits: the quotient decides but for a tie that the low part breaks. */
    private static double subnormal(double high, double low) {
        double result = high / UP;
        double rest = high - result * UP;
        double half = Double.MIN_VALUE * UP / 2;
        boolean beyond = Math.abs(rest) == half && Math.abs(low) > half * NOISE && (low > 0) == (rest > 0);
        return beyond ? result + Math.copySign(Double.MIN_VALUE, rest) : result;
    }
}
