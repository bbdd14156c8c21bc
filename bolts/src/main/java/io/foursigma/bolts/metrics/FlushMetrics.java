// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import java.util.concurrent.TimeUnit;

/**
 * What is measured of flushes.
 *
 * @param durations from first sending to durable
 * @param nanos their sum in nanoseconds
 * @param retries flushes that were sent again
 */
record FlushMetrics(Timer durations, Counter nanos, Counter retries) {

    void durable(long durationNanos) {
        durations.update(durationNanos, TimeUnit.NANOSECONDS);
        nanos.inc(durationNanos);
    }
}
