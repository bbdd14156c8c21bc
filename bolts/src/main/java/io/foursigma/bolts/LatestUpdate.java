// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import java.util.ArrayList;

/**
 * What has changed for the live page since the last beat.
 *
 * @param sensors sensors whose values have changed, once each
 * @param anomalies anomalies that were found
 * @param first whether this is a task's first: a worker before it may have died with values that it had made durable and
 *     not sent
 */
public record LatestUpdate(ArrayList<LatestSensor> sensors, ArrayList<Anomaly> anomalies, boolean first) {

    /** Whether it says anything. */
    boolean isEmpty() {
        return sensors.isEmpty() && anomalies.isEmpty() && !first;
    }
}
