// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.stores.LatestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads and hears what one {@link InMemoryLatestValues} takes. */
public final class InMemoryLatestReader implements LatestReader {

    private final InMemoryLatestValues values;
    private final List<Listening> listening = new ArrayList<>();

    /** A reader of these values. */
    public InMemoryLatestReader(InMemoryLatestValues values) {
        this.values = values;
    }

    @Override
    public List<LatestSensor> all() {
        return values.all();
    }

    @Override
    public Optional<LatestSensor> sensor(String sensor) {
        return values.sensor(sensor);
    }

    @Override
    public synchronized void listen(Listener listener) {
        Listening added = new Listening(listener, Executors.newSingleThreadExecutor(InMemoryLatestReader::daemon));
        listening.add(added);
        values.add(added);
    }

    @Override
    public synchronized void close() {
        for (Listening each : listening) {
            values.remove(each);
            each.thread().shutdownNow();
        }
        listening.clear();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "in-memory-latest-reader");
        thread.setDaemon(true);
        return thread;
    }

    /** Hands announcements over to the listener's own thread. */
    private record Listening(Listener listener, ExecutorService thread) implements Listener {

        @Override
        public void connected() {
            thread.execute(listener::connected);
        }

        @Override
        public void disconnected(String reason) {
            thread.execute(() -> listener.disconnected(reason));
        }

        @Override
        public void updated(List<LatestSensor> updates, List<Anomaly> anomalies) {
            thread.execute(() -> listener.updated(updates, anomalies));
        }
    }
}
