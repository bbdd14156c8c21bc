// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.groups;

import io.foursigma.analytics.Moments;
import io.foursigma.analytics.RunningStatistics;
import io.foursigma.schemas.SensorStats;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Merges the running statistics of sensors. Mutable, for a single owner. */
public final class SensorStatsMerge {
    /*
     * What others get to see of a sensor is its mean and its standard deviation, each rounded once to a double. So each mean
     * m_i and each deviation s_i is off by up to u = 2^-53 of itself, and nothing that is done with them here, in twice the
     * bits of a double, adds to that but the last rounding.
     *
     *     mean = sum w_i m_i                            is off by up to u * sum w_i |m_i|, and u * |mean| by rounding
     *     std  = length of (sqrt(w_i) s_i, sqrt(w_i) (m_i - mean))
     *                                                   is off by up to u * rms, and u * std by rounding
     *
     * where w_i is a sensor's share of the readings and rms their root mean square: a vector that is moved by so much gets no
     * longer or shorter by more, and sum w_i (s_i^2 + m_i^2) = rms^2. As none of them is greater than rms, both are off by up
     * to 2u * rms.
     */
    private final RunningStatistics merged = new RunningStatistics();
    private int sensors;

    /** Makes a merge of no sensors. */
    public SensorStatsMerge() {}

    /**
     * Takes in the readings of a sensor.
     *
     * @return whether they were taken: numbers that contradict each other, so that no readings can have them, are not
     */
    public boolean add(SensorStats stats) {
        try {
            merged.merge(Moments.ofRounded(stats.count(), stats.mean(), stats.std(), stats.min(), stats.max()));
        } catch (IllegalArgumentException contradiction) {
            return false;
        }
        sensors++;
        return true;
    }

    /** The statistics of all that was taken in, empty if nothing was. */
    public Optional<MergedStats> merged() {
        return merged.count() == 0
                ? Optional.empty()
                : Optional.of(new MergedStats(
                        sensors,
                        merged.count(),
                        merged.mean(),
                        merged.std(),
                        nullable(merged.sampleStd()),
                        merged.min(),
                        merged.max()));
    }

    private static @Nullable Double nullable(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
