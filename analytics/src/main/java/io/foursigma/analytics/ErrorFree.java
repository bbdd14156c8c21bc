// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

/** The error-free transformations on which double-double arithmetic rests. */
final class ErrorFree {
    private ErrorFree() {}

    /**
     * What {@code sum = a + b} lost by rounding, exactly, whichever of the two is larger.
     *
     * <p>Source: D. E. Knuth, The Art of Computer Programming, volume 2, section 4.2.2, theorem B ("TwoSum").
     */
    static double sumError(double a, double b, double sum) {
        double ofB = sum - a;
        return (a - (sum - ofB)) + (b - ofB);
    }

    /**
     * What {@code product = a * b} lost by rounding, exactly, as long as nothing underflows.
     *
     * <p>Source: T. J. Dekker, A floating-point technique for extending the available precision, Numerische Mathematik
     * 18 (1971); a fused multiply-add takes the place of his splitting.
     */
    static double productError(double a, double b, double product) {
        return Math.fma(a, b, -product);
    }
}
