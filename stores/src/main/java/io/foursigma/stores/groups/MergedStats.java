// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.groups;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of all readings of several sensors. The mean and the standard deviation are those of all readings at once,
 * off by no more than 2<sup>-52</sup> of the readings' root mean square: {@link SensorStatsMerge} tells why.
 *
 * @param sensors how many sensors, at least 1
 * @param count number of their readings, at least 1
 * @param mean the mean of all readings: a sensor counts as often as it has readings
 * @param std their population standard deviation (divisor n)
 * @param sampleStd their sample standard deviation (divisor n - 1), null for one reading
 * @param min the least value
 * @param max the greatest value
 */
public record MergedStats(
        int sensors,
        long count,
        double mean,
        double std,
        @Nullable Double sampleStd,
        double min,
        double max) {}
