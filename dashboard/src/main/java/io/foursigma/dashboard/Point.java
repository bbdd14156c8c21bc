// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.VerdictName;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A point of a sensor's chart.
 *
 * @param time event time, epoch milliseconds
 * @param partition Kafka partition of the reading
 * @param offset Kafka offset of the reading; (time, partition, offset) is a point's identity and its order
 * @param value the reading's value
 * @param verdict what the rule said
 * @param mean the running mean as it was known when the reading came, null if it was not
 * @param baseline the window that the reading was judged against, null if there is none
 */
record Point(
        long time,
        int partition,
        long offset,
        double value,
        VerdictName verdict,
        @Nullable Double mean,
        @Nullable BaselineStats baseline) {

    /** The order of readings: that of rule 16 for latest values, by (event time, partition, offset). */
    static final Comparator<LatestReading> ORDER = Comparator.comparingLong(LatestReading::time)
            .thenComparingInt(LatestReading::partition)
            .thenComparingLong(LatestReading::offset);

    static Point of(LatestReading reading, @Nullable Double mean) {
        return new Point(
                reading.time(),
                reading.partition(),
                reading.offset(),
                reading.value(),
                reading.verdict(),
                mean,
                reading.baseline());
    }
}
