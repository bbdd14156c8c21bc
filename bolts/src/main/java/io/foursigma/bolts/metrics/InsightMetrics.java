// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import com.codahale.metrics.Counter;
import org.apache.storm.task.TopologyContext;

/** Counts the durable insights that {@code anomaly} sends on. */
public final class InsightMetrics {

    private final Counter anomalies;
    private final Counter windows;

    /** Metrics of the context's task. */
    public InsightMetrics(TopologyContext context) {
        anomalies = TaskMetric.ANOMALIES.counter(context);
        windows = TaskMetric.WINDOWS_CLOSED.counter(context);
    }

    /** Counts what a durable share has brought about. */
    public void sent(int newAnomalies, int newWindows) {
        anomalies.inc(newAnomalies);
        windows.inc(newWindows);
    }
}
