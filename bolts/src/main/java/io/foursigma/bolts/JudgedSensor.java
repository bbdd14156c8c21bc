// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.VerdictName;
import org.jspecify.annotations.Nullable;

/** One sensor's windows in memory, beside them its newest judged reading. */
final class JudgedSensor {

    private final String sensor;
    private final SensorWindows windows;
    private long time = Long.MIN_VALUE;
    private double value;
    private int partition;
    private long offset;
    private Verdict verdict = Verdict.Learning.INSTANCE;
    private @Nullable Baseline baseline;

    JudgedSensor(String sensor, SensorWindows windows) {
        this.sensor = sensor;
        this.windows = windows;
    }

    String sensor() {
        return sensor;
    }

    SensorWindows windows() {
        return windows;
    }

    /** Keeps a judged reading for the live page, if none of a later event time is kept. */
    void judged(Share share, int i, Verdict newVerdict) {
        long newTime = share.readings().times()[i];
        if (newTime >= time) {
            time = newTime;
            value = share.readings().values()[i];
            partition = share.partition();
            offset = share.readings().offsets()[i];
            verdict = newVerdict;
            baseline = windows.currentBaseline().orElse(null);
        }
    }

    LatestReading latest() {
        VerdictName name = Published.name(verdict);
        return new LatestReading(
                sensor, time, value, partition, offset, name, baseline == null ? null : Published.baseline(baseline));
    }
}
