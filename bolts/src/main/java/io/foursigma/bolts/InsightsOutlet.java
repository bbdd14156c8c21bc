// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.InsightMetrics;
import io.foursigma.bolts.order.Outlet;
import java.util.ArrayList;
import java.util.List;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Sends what durable shares of {@code anomaly} have brought about, anchored to each, and acks. */
final class InsightsOutlet implements Outlet<Tuple, WindowLogic.Output> {

    private final OutputCollector collector;
    private final InsightMetrics metrics;

    InsightsOutlet(OutputCollector collector, InsightMetrics metrics) {
        this.collector = collector;
        this.metrics = metrics;
    }

    @Override
    public void durable(List<Done<Tuple, WindowLogic.Output>> done) {
        for (Done<Tuple, WindowLogic.Output> one : done) {
            send(one.ticket(), one.outputs());
            collector.ack(one.ticket());
        }
    }

    private void send(Tuple anchor, List<WindowLogic.Output> outputs) {
        Insights insights = Insights.none();
        for (WindowLogic.Output output : outputs) {
            if (output instanceof WindowLogic.Output.Found anomaly) {
                insights.anomalies().add(anomaly.anomaly());
            } else if (output instanceof WindowLogic.Output.Window window) {
                insights.windows().add(window.closed());
            } else if (output instanceof WindowLogic.Output.Changed changed) {
                insights.episodes().add(changed.episode());
            }
        }
        if (!insights.isEmpty()) {
            metrics.sent(insights.anomalies().size(), insights.windows().size(), insights.episodes());
            collector.emit(Streams.INSIGHTS, anchor, new Values(insights));
        }
        if (!insights.anomalies().isEmpty() || !insights.episodes().isEmpty()) {
            Results results = new Results(new ArrayList<>(), insights.anomalies(), insights.episodes());
            collector.emit(Streams.RESULTS, anchor, new Values(results));
        }
    }

    @Override
    public void failed(Tuple tuple) {
        collector.fail(tuple);
    }
}
