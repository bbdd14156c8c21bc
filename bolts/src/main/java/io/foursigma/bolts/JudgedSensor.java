// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.PublishedWindow;
import io.foursigma.analytics.SensorEpisodes;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.Position;
import java.util.Optional;

/** One sensor's windows and episodes in memory, beside them its newest judged reading, if it has had one since they were loaded. */
final class JudgedSensor {

    private final String sensor;
    private final SensorWindows windows;
    private final SensorEpisodes episodes;
    private long time;
    private double value;
    private String topicId = "";
    private int partition;
    private long offset;
    private int index;
    private Verdict verdict = Verdict.Learning.INSTANCE;
    private boolean changed;
    private long projectedStart;
    private long projectedRevision;

    JudgedSensor(String sensor, SensorWindows windows, SensorEpisodes episodes) {
        this.sensor = sensor;
        this.windows = windows;
        this.episodes = episodes;
        time = windows.watermark();
    }

    String sensor() {
        return sensor;
    }

    SensorWindows windows() {
        return windows;
    }

    SensorEpisodes episodes() {
        return episodes;
    }

    /** Keeps a judged reading for the live page. Returns whether it does: one of an older event time is not newest. */
    boolean judged(Share share, int i, Verdict newVerdict) {
        Share.Columns readings = share.readings();
        if (readings.times()[i] < time) {
            return false;
        }
        time = readings.times()[i];
        value = readings.values()[i];
        topicId = share.topicId();
        partition = share.partition();
        offset = readings.offsets()[i];
        index = readings.indexes()[i];
        verdict = newVerdict;
        return true;
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

    LatestReading latest() {
        // The newest judged reading lies in the newest window.
        Baseline baseline = windows.currentBaseline().orElse(null);
        return Published.latest(sensor, time, value, partition, offset, verdict, baseline);
    }

    /** The open window as it stands, once per revision. */
    Optional<Insights.ClosedWindow> projection() {
        PublishedWindow open = windows.openWindow().orElse(null);
        if (open == null || (open.start() == projectedStart && open.revision() == projectedRevision)) {
            return Optional.empty();
        }
        projectedStart = open.start();
        projectedRevision = open.revision();
        Position cause = topicId.isEmpty() ? null : new Position(topicId, partition, offset, index);
        return Optional.of(new Insights.ClosedWindow(cause, Published.window(sensor, open)));
    }
}
