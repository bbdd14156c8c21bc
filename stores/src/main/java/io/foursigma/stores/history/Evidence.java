// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.analytics.Baseline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of Kafka's readings.
 *
 * @param reading the reading itself
 * @param verdict {@code anomalous}, {@code normal}, {@code learning} or {@code late}
 * @param judgedBy the baseline and what follows from it; null if there is none
 * @param firstOffset the first offset that was read
 * @param read how many readings of the sensor were read, this one included
 */
public record Evidence(
        RawReading reading, String verdict, @Nullable JudgedBy judgedBy, long firstOffset, long read) {

    /**
     * A baseline as it was recomputed.
     *
     * @param baseline its statistics
     * @param sigmas how many standard deviations the value lies away from its mean; null if it is constant
     * @param lower the lower border of the band
     * @param upper the upper border of the band
     * @param min its least value
     * @param max its greatest value
     * @param readings its readings in the order in which they came, at most {@link EvenSample#MOST}
     * @param leftOut how many of them are left out
     */
    public record JudgedBy(
            Baseline baseline,
            @Nullable Double sigmas,
            double lower,
            double upper,
            double min,
            double max,
            List<RawReading> readings,
            int leftOut) {}
}
