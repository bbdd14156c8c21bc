// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sensors of which an anomaly was announced of late. Not safe for many threads: {@link LiveHub} guards it. */
final class Alerts {

    private final Map<String, Long> announcedAt = new HashMap<>();

    /** Takes anomalies that nobody knew before. */
    void take(List<Anomaly> announced, long nowMillis) {
        announced.forEach(anomaly -> announcedAt.put(anomaly.sensor(), nowMillis));
        forget(nowMillis);
    }

    /** The sensors of which an anomaly was announced less than {@link Attention#ALERT_MILLIS} ago: a copy. */
    Set<String> sensors(long nowMillis) {
        forget(nowMillis);
        return Set.copyOf(announcedAt.keySet());
    }

    private void forget(long nowMillis) {
        announcedAt.values().removeIf(at -> nowMillis - at >= Attention.ALERT_MILLIS);
    }
}
