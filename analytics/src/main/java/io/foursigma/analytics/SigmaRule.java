// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rule that finds anomalies: a value is anomalous if and only if {@code |value - mean| > sigmas * max(std, minStd)}
 * and the baseline holds at least {@code minCount} readings.
 *
 * <p>The comparison is strict and made in doubles, so whoever has a baseline's numbers can repeat it.
 *
 * @param sigmas how many standard deviations a value may lie away from the mean, above 0
 * @param minCount the least number of readings that make a baseline, at least 1
 * @param minStd the floor of the standard deviation, in the unit of the values, at least 0; with 0, a constant baseline
 *     makes every other value anomalous
 */
public record SigmaRule(double sigmas, long minCount, double minStd) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public SigmaRule {
        if (!Double.isFinite(sigmas) || sigmas <= 0) {
            throw new IllegalArgumentException("sigmas cannot be " + sigmas + ": give a finite number above 0");
        }
        if (minCount < 1) {
            throw new IllegalArgumentException("a baseline cannot need " + minCount + " readings: give at least 1");
        }
        if (!Double.isFinite(minStd) || minStd < 0) {
            throw new IllegalArgumentException(
                    "the floor of the standard deviation cannot be " + minStd + ": give a finite number of at least 0");
        }
    }

    /**
     * Judges a value.
     *
     * @param baseline the statistics of the previous window; null if there is none
     * @param value the value, finite
     * @return the verdict
     */
    public Verdict judge(@Nullable Baseline baseline, double value) {
        if (baseline == null || !suffices(baseline)) {
            return Verdict.Learning.INSTANCE;
        }
        return exceeds(baseline, value) ? new Verdict.Anomalous(baseline) : new Verdict.Normal(baseline);
    }

    /**
     * How many standard deviations (floored as in the rule) a value lies away from the mean, as a distance.
     *
     * @param baseline the statistics of the previous window
     * @param value the value, finite
     * @return the distance, at least 0; empty if the deviation is 0 or the distance exceeds the greatest double
     */
    public OptionalDouble sigmasAway(Baseline baseline, double value) {
        double distance = Math.abs(value - baseline.mean()) / deviation(baseline);
        return Double.isFinite(distance) ? OptionalDouble.of(distance) : OptionalDouble.empty();
    }

    /**
     * The lower border of the band, for display; it ends at the least double.
     *
     * @param baseline the statistics of the previous window
     * @return the mean less the allowed deviation
     */
    public double lower(Baseline baseline) {
        return Math.max(baseline.mean() - sigmas * deviation(baseline), -Double.MAX_VALUE);
    }

    /**
     * The upper border of the band, for display; it ends at the greatest double.
     *
     * @param baseline the statistics of the previous window
     * @return the mean plus the allowed deviation
     */
    public double upper(Baseline baseline) {
        return Math.min(baseline.mean() + sigmas * deviation(baseline), Double.MAX_VALUE);
    }

    boolean suffices(Baseline baseline) {
        return baseline.count() >= minCount;
    }

    boolean exceeds(Baseline baseline, double value) {
        return Math.abs(value - baseline.mean()) > sigmas * deviation(baseline);
    }

    private double deviation(Baseline baseline) {
        return Math.max(baseline.std(), minStd);
    }
}
