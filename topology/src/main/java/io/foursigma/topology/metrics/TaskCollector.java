// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import io.foursigma.bolts.metrics.TaskMetric;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.storm.metrics2.StormMetricRegistry;

/** Reads Storm's metrics of this worker's tasks at each scrape. Of all that Storm has, it takes {@link TaskMetric}s. */
final class TaskCollector implements MultiCollector {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};

    private final StormMetricRegistry registry;
    private final PartitionLags lags;

    TaskCollector(StormMetricRegistry registry, PartitionLags lags) {
        this.registry = registry;
        this.lags = lags;
    }

    @Override
    public MetricSnapshots collect() {
        List<Task> tasks = Task.of(registry);
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        for (TaskMetric metric : TaskMetric.values()) {
            switch (metric.kind()) {
                case COUNTER -> snapshots.metricSnapshot(counters(metric, tasks));
                case GAUGE -> snapshots.metricSnapshot(gauges(metric, tasks));
                case TIMER -> snapshots.metricSnapshot(summaries(metric, tasks));
            }
        }
        snapshots.metricSnapshot(lags.snapshot(tasks));
        return snapshots.build();
    }

    private static CounterSnapshot counters(TaskMetric metric, List<Task> tasks) {
        CounterSnapshot.Builder points =
                CounterSnapshot.builder().name(metric.stormName()).help(metric.help());
        for (Task task : tasks) {
            Counter counter = task.counters().get(metric.stormName());
            if (counter != null) {
                points.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(task.labels())
                        .value((double) counter.getCount())
                        .build());
            }
        }
        return points.build();
    }

    private static GaugeSnapshot gauges(TaskMetric metric, List<Task> tasks) {
        GaugeSnapshot.Builder points =
                GaugeSnapshot.builder().name(metric.stormName()).help(metric.help());
        for (Task task : tasks) {
            Gauge<?> gauge = task.gauges().get(metric.stormName());
            if (gauge != null) {
                points.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(task.labels())
                        .value(((Number) gauge.getValue()).doubleValue())
                        .build());
            }
        }
        return points.build();
    }

    private static SummarySnapshot summaries(TaskMetric metric, List<Task> tasks) {
        SummarySnapshot.Builder points =
                SummarySnapshot.builder().name(metric.stormName() + "_seconds").help(metric.help());
        for (Task task : tasks) {
            Timer timer = task.timers().get(metric.stormName());
            Counter nanos = task.counters().get(metric.nanosStormName());
            if (timer != null && nanos != null) {
                points.dataPoint(SummaryDataPointSnapshot.builder()
                        .labels(task.labels())
                        .count(timer.getCount())
                        .sum(nanos.getCount() / NANOS_PER_SECOND)
                        .quantiles(quantiles(timer))
                        .build());
            }
        }
        return points.build();
    }

    private static Quantiles quantiles(Timer timer) {
        List<Quantile> quantiles = new ArrayList<>(QUANTILES.length);
        Snapshot snapshot = timer.getSnapshot();
        if (snapshot.size() > 0) {
            for (double quantile : QUANTILES) {
                quantiles.add(new Quantile(quantile, snapshot.getValue(quantile) / NANOS_PER_SECOND));
            }
        }
        return Quantiles.of(quantiles);
    }
}
