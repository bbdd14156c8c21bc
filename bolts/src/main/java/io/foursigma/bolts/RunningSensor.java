// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.RunningStatistics;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.StatsRow;

/** One sensor's running statistics in memory, beside them its last reading by event time. */
final class RunningSensor {

    private final String sensor;
    private final RunningStatistics statistics;
    private double lastValue;
    private long lastTime = Long.MIN_VALUE;
    private int lastPartition;
    private long lastOffset;
    private int lastIndex;
    private boolean changed;
    private boolean gathered;

    RunningSensor(String sensor) {
        this.sensor = sensor;
        statistics = new RunningStatistics();
    }

    RunningSensor(String sensor, StatsRow row) {
        this.sensor = sensor;
        statistics = RunningStatistics.of(row.moments());
        lastValue = row.lastValue();
        lastTime = row.lastTime();
        lastPartition = row.lastPartition();
        lastOffset = row.lastOffset();
        lastIndex = row.lastIndex();
    }

    String sensor() {
        return sensor;
    }

    void add(Share share, int i) {
        Share.Columns readings = share.readings();
        double value = readings.values()[i];
        statistics.add(value);
        if (readings.times()[i] >= lastTime) {
            lastValue = value;
            lastTime = readings.times()[i];
            lastPartition = share.partition();
            lastOffset = readings.offsets()[i];
            lastIndex = readings.indexes()[i];
        }
    }

    /** Marks it as changed since the last beat. Returns whether it was not marked before. */
    boolean markChanged() {
        boolean first = !changed;
        changed = true;
        return first;
    }

    /** It has gone out with a beat. */
    void unmarkChanged() {
        changed = false;
    }

    /** Marks it as gathered for results. Returns whether it was not marked before. */
    boolean markGathered() {
        boolean first = !gathered;
        gathered = true;
        return first;
    }

    /** It has gone out with results. */
    void unmarkGathered() {
        gathered = false;
    }

    StatsRow row() {
        return new StatsRow(statistics.moments(), lastValue, lastTime, lastPartition, lastOffset, lastIndex);
    }

    SensorStats stats() {
        return row().published(sensor);
    }
}
