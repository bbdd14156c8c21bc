// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Latest values that wait for their store: the newest per sensor, and the newest anomalies up to a limit. */
final class LatestBatch {

    private static final int MAX_ANOMALIES = 1_000;

    private final Map<String, LatestSensor> sensors = new LinkedHashMap<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    /** Adds newer values. */
    void add(Collection<LatestSensor> newerSensors, List<Anomaly> newerAnomalies) {
        newerSensors.forEach(one -> sensors.merge(one.sensor(), one, LatestBatch::merged));
        anomalies.addAll(newerAnomalies);
        boundAnomalies();
    }

    /** Adds values that were taken before those that are here. */
    void addOlder(LatestBatch older) {
        older.sensors.forEach((sensor, one) -> sensors.merge(sensor, one, (newer, old) -> merged(old, newer)));
        anomalies.addAll(0, older.anomalies);
        boundAnomalies();
    }

    /** Takes all anomalies out, and not more than {@code most} of the sensors: those that have waited the longest. */
    LatestBatch take(int most) {
        LatestBatch taken = new LatestBatch();
        taken.anomalies.addAll(anomalies);
        anomalies.clear();
        Iterator<LatestSensor> eldest = sensors.values().iterator();
        while (eldest.hasNext() && taken.sensors.size() < most) {
            LatestSensor one = eldest.next();
            eldest.remove();
            taken.sensors.put(one.sensor(), one);
        }
        return taken;
    }

    private void boundAnomalies() {
        if (anomalies.size() > MAX_ANOMALIES) {
            anomalies.subList(0, anomalies.size() - MAX_ANOMALIES).clear();
        }
    }

    Collection<LatestSensor> sensors() {
        return sensors.values();
    }

    List<Anomaly> anomalies() {
        return anomalies;
    }

    /** How many sensors and anomalies wait. */
    int size() {
        return sensors.size() + anomalies.size();
    }

    private static LatestSensor merged(LatestSensor older, LatestSensor newer) {
        return new LatestSensor(
                newer.sensor(),
                newer.reading() == null ? older.reading() : newer.reading(),
                newer.stats() == null ? older.stats() : newer.stats());
    }
}
