// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.WindowStats;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a run has brought about: anomalies, and windows with the position of the reading that closed them.
 *
 * @param anomalies the anomalies, in order
 * @param windows the windows, in order
 */
public record Insights(ArrayList<Anomaly> anomalies, ArrayList<ClosedWindow> windows) {

    /** Nothing yet. */
    static Insights none() {
        return new Insights(new ArrayList<>(), new ArrayList<>());
    }

    boolean isEmpty() {
        return anomalies.isEmpty() && windows.isEmpty();
    }

    /**
     * A published window.
     *
     * @param cause where the reading lies that made the window be published; of the open window of a silent sensor, where
     *     its newest reading lies, and null if the sensor had none since its state was loaded
     * @param window the window
     */
    public record ClosedWindow(@Nullable Position cause, WindowStats window) {}
}
