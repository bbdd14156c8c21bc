// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.ByName;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.LatestValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The latest values, held in memory. Each half of an update is guarded by itself: the reading by (time, partition,
 * offset), the statistics by their count. Closing it keeps what it holds.
 */
public final class InMemoryLatestValues implements LatestValues {

    private static final Comparator<LatestReading> BY_AGE = Comparator.comparingLong(LatestReading::time)
            .thenComparingInt(LatestReading::partition)
            .thenComparingLong(LatestReading::offset);

    private final Map<String, LatestSensor> sensors = new HashMap<>();
    private final List<LatestReader.Listener> listeners = new CopyOnWriteArrayList<>();
    private int life;

    /** Latest values of no sensor. */
    public InMemoryLatestValues() {}

    @Override
    public synchronized void put(Collection<LatestSensor> updates, List<Anomaly> anomalies) {
        List<LatestSensor> accepted = new ArrayList<>();
        for (LatestSensor update : updates) {
            LatestSensor held = sensors.getOrDefault(update.sensor(), new LatestSensor(update.sensor(), null, null));
            LatestReading reading = newer(update.reading(), held.reading());
            SensorStats stats = more(update.stats(), held.stats());
            if (reading != null || stats != null) {
                sensors.put(
                        update.sensor(),
                        new LatestSensor(
                                update.sensor(),
                                reading == null ? held.reading() : reading,
                                stats == null ? held.stats() : stats));
                accepted.add(new LatestSensor(update.sensor(), reading, stats));
            }
        }
        if (!accepted.isEmpty() || !anomalies.isEmpty()) {
            List<LatestSensor> announced = List.copyOf(accepted);
            List<Anomaly> found = List.copyOf(anomalies);
            listeners.forEach(listener -> listener.updated(announced, found));
        }
    }

    @Override
    public synchronized String life() {
        return Integer.toString(life);
    }

    @Override
    public void close() {}

    /** Forgets all values, as a server that was started again without its disk. */
    public synchronized void clear() {
        sensors.clear();
        life++;
    }

    synchronized List<LatestSensor> all() {
        return sensors.values().stream()
                .sorted(Comparator.comparing(LatestSensor::sensor, ByName.ORDER))
                .toList();
    }

    synchronized Optional<LatestSensor> sensor(String sensor) {
        return Optional.ofNullable(sensors.get(sensor));
    }

    /** Adds a listener, which is called under the lock of {@link #put}: it must hand over and return. */
    synchronized void add(LatestReader.Listener listener) {
        listener.connected();
        listeners.add(listener);
    }

    void remove(LatestReader.Listener listener) {
        listeners.remove(listener);
    }

    private static @Nullable LatestReading newer(@Nullable LatestReading offered, @Nullable LatestReading held) {
        return offered != null && (held == null || BY_AGE.compare(offered, held) > 0) ? offered : null;
    }

    private static @Nullable SensorStats more(@Nullable SensorStats offered, @Nullable SensorStats held) {
        return offered != null && (held == null || offered.count() > held.count()) ? offered : null;
    }
}
