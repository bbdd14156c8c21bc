// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.WindowStats;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a run has brought about: anomalies, windows with the position of the reading that closed them, and episodes.
 *
 * @param anomalies the anomalies, in order
 * @param windows the windows, in order
 * @param episodes the episodes, each at the revision that a reading has made, in order
 */
public record Insights(ArrayList<Anomaly> anomalies, ArrayList<ClosedWindow> windows, ArrayList<Episode> episodes) {

    /** Nothing yet. */
    static Insights none() {
        return new Insights(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** How many there are. */
    int size() {
        return anomalies.size() + windows.size() + episodes.size();
    }

    /** The position of the reading that caused the first of them; null if no reading did. */
    @Nullable
    Position firstCause() {
        if (!anomalies.isEmpty()) {
            return anomalies.get(0).position();
        }
        if (!windows.isEmpty()) {
            return windows.get(0).cause();
        }
        return episodes.isEmpty() ? null : episodes.get(0).cause();
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
