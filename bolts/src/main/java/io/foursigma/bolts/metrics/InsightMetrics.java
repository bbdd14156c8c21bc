// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import com.codahale.metrics.Counter;
import io.foursigma.schemas.Episode;
import java.util.List;
import org.apache.storm.task.TopologyContext;

/** Counts the durable insights that {@code anomaly} sends on. */
public final class InsightMetrics {

    private final Counter anomalies;
    private final Counter windows;
    private final Counter opened;
    private final Counter closed;

    /** Metrics of the context's task. */
    public InsightMetrics(TopologyContext context) {
        anomalies = TaskMetric.ANOMALIES.counter(context);
        windows = TaskMetric.WINDOWS_CLOSED.counter(context);
        opened = TaskMetric.EPISODES_OPENED.counter(context);
        closed = TaskMetric.EPISODES_CLOSED.counter(context);
    }

    /** Counts what a durable share has brought about. */
    public void sent(int newAnomalies, int newWindows, List<Episode> episodes) {
        anomalies.inc(newAnomalies);
        windows.inc(newWindows);
        for (Episode episode : episodes) {
            switch (episode.change()) {
                case OPENED, REOPENED -> opened.inc();
                case CLOSED -> closed.inc();
                case EXTENDED -> {}
            }
        }
    }
}
