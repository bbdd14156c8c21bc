// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.bolts.order.Repetition;
import io.foursigma.bolts.order.SensorLogic;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Anomaly;
import java.util.List;

/** Cuts a sensor's readings into windows and judges each against the window before. */
final class WindowLogic implements SensorLogic<JudgedSensor, SensorWindowsState, WindowLogic.Output> {

    private static final int ROW_BYTES = 60;
    private static final int WINDOW_BYTES = 160;

    private final WindowConfig config;
    private final boolean publishWindows;
    private final SerializableClock clock;
    private final LatestChanges changes;

    WindowLogic(WindowConfig config, boolean publishWindows, SerializableClock clock, LatestChanges changes) {
        this.config = config;
        this.publishWindows = publishWindows;
        this.clock = clock;
        this.changes = changes;
    }

    @Override
    public JudgedSensor fresh(String sensor) {
        return resume(sensor, SensorWindowsState.EMPTY);
    }

    @Override
    public JudgedSensor resume(String sensor, SensorWindowsState row) {
        return new JudgedSensor(sensor, SensorWindows.of(config, row));
    }

    @Override
    public SensorWindowsState row(JudgedSensor judged) {
        return judged.windows().state();
    }

    @Override
    public int rowBytes(JudgedSensor judged) {
        return ROW_BYTES
                + judged.sensor().length()
                + WINDOW_BYTES * judged.windows().size();
    }

    @Override
    public Repetition<JudgedSensor, Output> repetition() {
        return InsightDocuments.FORM;
    }

    @Override
    public boolean apply(JudgedSensor sensor, Share share, int i, List<Output> outputs) {
        Share.Columns readings = share.readings();
        Outcome outcome = sensor.windows().apply(readings.times()[i], readings.values()[i], window -> {
            if (publishWindows) {
                outputs.add(new Output.Window(new Insights.ClosedWindow(
                        Published.position(share, i), Published.window(sensor.sensor(), window))));
            }
        });
        if (!(outcome instanceof Verdict verdict)) {
            return true;
        }
        sensor.judged(share, i, verdict);
        changes.judged(sensor);
        if (verdict instanceof Verdict.Anomalous anomalous) {
            Anomaly anomaly = Published.anomaly(share, i, anomalous, config.rule(), config.windows(), clock.millis());
            outputs.add(new Output.Found(anomaly));
            changes.found(anomaly);
        }
        return false;
    }

    /** Hears at once what the live page is to know at the next beat. */
    interface LatestChanges {
        void judged(JudgedSensor sensor);

        void found(Anomaly anomaly);
    }

    /** What a reading may bring about. */
    sealed interface Output {
        /** A window is published. */
        record Window(Insights.ClosedWindow closed) implements Output {}

        /** The reading is an anomaly. */
        record Found(Anomaly anomaly) implements Output {}
    }
}
