// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.OptionalDouble;

/** Takes scaled double-double state to the doubles that people see, each rounded once. */
final class Rounded {
    private static final double TINY = 0x1p-400;
    private static final double HUGE = 0x1p400;
    private static final double UP = 0x1p600;
    private static final double DOWN = 0x1p-600;

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

    /** Divides by the scale. Only where the result is subnormal does that round a second time, and a tie then needs the low part. */
    private static double unscale(double high, double low, double scale) {
        if (scale == 1) {
            return high;
        }
        double result = high / scale;
        double rest = high - result * scale;
        boolean tie = scale == UP && Math.abs(rest) == Double.MIN_VALUE * UP / 2;
        if (tie && low != 0 && (low > 0) == (rest > 0)) {
            return rest > 0 ? Math.nextUp(result) : Math.nextDown(result);
        }
        return result;
    }
}
