// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import com.codahale.metrics.Counter;
import org.apache.storm.task.TopologyContext;

/** Counts what waits for a store, and how often a batch is put again. */
public final class SinkMetrics {

    private final Counter retries;
    private volatile int depth;

    /** Metrics of the context's task. */
    public SinkMetrics(TopologyContext context) {
        retries = TaskMetric.RETRIES.counter(context);
        TaskMetric.SINK_QUEUE_DEPTH.gauge(context, () -> depth);
    }

    /** So many wait now, those under way included. */
    public void waiting(int newDepth) {
        depth = newDepth;
    }

    /** A batch is put once more. */
    public void retried() {
        retries.inc();
    }
}
