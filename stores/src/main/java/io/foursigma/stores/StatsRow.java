// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.analytics.Moments;
import io.foursigma.schemas.SensorStats;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of a sensor's running statistics.
 *
 * @param moments the exact running statistics
 * @param lastValue the value of the reading with the greatest event time; of equal times, the one applied last
 * @param lastTime its event time, epoch milliseconds
 * @param lastPartition its Kafka partition
 * @param lastOffset its Kafka offset
 * @param lastIndex its place in the record's array
 */
public record StatsRow(
        Moments moments, double lastValue, long lastTime, int lastPartition, long lastOffset, int lastIndex) {

    /** The running statistics as others get to see them. */
    public SensorStats published(String sensor) {
        return new SensorStats(
                sensor,
                moments.count(),
                moments.mean(),
                moments.std(),
                nullable(moments.sampleStd()),
                moments.min(),
                moments.max(),
                lastValue,
                lastTime);
    }

    private static @Nullable Double nullable(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
