// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.analytics.Moments;

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
        Moments moments, double lastValue, long lastTime, int lastPartition, long lastOffset, int lastIndex) {}
