// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import com.codahale.metrics.Counter;
import io.foursigma.bolts.order.TaskWatch;
import io.foursigma.stores.BucketStore;
import org.apache.storm.task.TopologyContext;

/** Counts what both stateful bolts do: readings, flushes, what waits for a flush. */
public final class StatefulMetrics implements TaskWatch {

    private final Counter applied;
    private final Counter late;
    private final Counter duplicate;
    private final FlushMetrics flushes;
    private volatile int dirtySensors;
    private volatile int residentSensors;
    private volatile int parkedShares;
    private volatile long parkedBytes;

    /** Metrics of the context's task. */
    public StatefulMetrics(TopologyContext context) {
        applied = TaskMetric.READINGS_APPLIED.counter(context);
        late = TaskMetric.READINGS_LATE.counter(context);
        duplicate = TaskMetric.READINGS_DUPLICATE.counter(context);
        flushes = new FlushMetrics(
                TaskMetric.FLUSH.timer(context), TaskMetric.FLUSH.nanos(context), TaskMetric.RETRIES.counter(context));
        TaskMetric.DIRTY_SENSORS.gauge(context, () -> dirtySensors);
        TaskMetric.RESIDENT_SENSORS.gauge(context, () -> residentSensors);
        TaskMetric.PARKED_SHARES.gauge(context, () -> parkedShares);
        TaskMetric.PARKED_BYTES.gauge(context, () -> parkedBytes);
    }

    /** The same store, with its flushes measured. */
    public <S> BucketStore<S> measured(BucketStore<S> store) {
        return new MeasuredBucketStore<>(store, flushes, System::nanoTime);
    }

    @Override
    public void applied(int newReadings, int lateReadings, int duplicateReadings) {
        applied.inc(newReadings);
        late.inc(lateReadings);
        duplicate.inc(duplicateReadings);
    }

    @Override
    public void dirty(int sensors) {
        dirtySensors = sensors;
    }

    @Override
    public void resident(int sensors) {
        residentSensors = sensors;
    }

    @Override
    public void parked(int shares, long bytes) {
        parkedShares = shares;
        parkedBytes = bytes;
    }
}
