// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The running statistics of a sensor: over all its readings, ever.
 *
 * @param sensor the sensor's name
 * @param count number of readings, at least 1
 * @param mean their mean
 * @param std their population standard deviation (divisor n)
 * @param sampleStd their sample standard deviation (divisor n - 1), null for one reading
 * @param min the least value
 * @param max the greatest value
 * @param lastValue the value of the reading with the greatest (time, position)
 * @param lastTime the event time of that reading, epoch milliseconds
 */
public record SensorStats(
        String sensor,
        long count,
        double mean,
        double std,
        @Nullable Double sampleStd,
        double min,
        double max,
        double lastValue,
        long lastTime) {}
