// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.WindowStats;
import java.util.ArrayList;

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
     * @param cause where the reading lies that made the window be published
     * @param window the window
     */
    public record ClosedWindow(Position cause, WindowStats window) {}
}
