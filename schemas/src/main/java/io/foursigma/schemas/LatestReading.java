// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A sensor's newest judged reading, for the live page.
 *
 * @param sensor the sensor's name
 * @param time event time, epoch milliseconds
 * @param value the reading's value
 * @param partition Kafka partition of the reading; with {@code time} and {@code offset} it tells which of two is newer
 * @param offset Kafka offset of the reading
 * @param verdict what the rule said
 * @param baseline the window it was judged against, null if there is none
 */
public record LatestReading(
        String sensor,
        long time,
        double value,
        int partition,
        long offset,
        VerdictName verdict,
        @Nullable BaselineStats baseline) {}
