// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.WINDOW_LENGTH;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.WindowState;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.StateReader;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the windows of all sensors, sensor by sensor in order of time, the open one last. */
final class WindowLines {

    private final JsonGenerator out;
    private final long lengthMillis;
    private final Map<String, WindowState> open = new TreeMap<>();
    private @Nullable String current;

    WindowLines(JsonGenerator out, Settings settings) {
        this.out = out;
        lengthMillis = settings.get(WINDOW_LENGTH).toMillis();
    }

    void write(InsightReader insights, StateReader state) throws IOException {
        state.forEachWindows(this::keepOpen);
        insights.forEachWindow(window -> AnalysisFiles.unchecked(() -> closed(window)));
        endSensor();
        for (String sensor : open.keySet().toArray(String[]::new)) {
            current = sensor;
            endSensor();
        }
    }

    /** A sensor's newest window is open: its watermark lies in it. */
    private void keepOpen(String sensor, SensorWindowsState state) {
        if (!state.windows().isEmpty()) {
            open.put(sensor, state.windows().get(state.windows().size() - 1));
        }
    }

    private void closed(WindowStats window) throws IOException {
        if (!window.sensor().equals(current)) {
            endSensor();
            current = window.sensor();
        }
        line(window.sensor(), window.start(), window.count(), window.mean(), window.std(), false);
    }

    private void endSensor() throws IOException {
        WindowState last = current == null ? null : open.remove(current);
        if (last != null && current != null) {
            line(
                    current,
                    last.start(),
                    last.moments().count(),
                    last.moments().mean(),
                    last.moments().std(),
                    true);
        }
    }

    private void line(String sensor, long start, long count, double mean, double std, boolean isOpen)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("sensor", sensor);
        out.writeNumberField("start", start);
        out.writeNumberField("end", start + lengthMillis);
        out.writeNumberField("count", count);
        out.writeNumberField("mean", mean);
        out.writeNumberField("std", std);
        out.writeBooleanField("open", isOpen);
        out.writeEndObject();
    }
}
