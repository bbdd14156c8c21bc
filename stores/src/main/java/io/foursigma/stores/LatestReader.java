// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import java.util.List;
import java.util.Optional;

/** Reads what {@link LatestValues} took, and listens to what it announces. */
public interface LatestReader extends AutoCloseable {

    /** The latest values of all sensors, by name. @throws StoreException if the store does not answer */
    List<LatestSensor> all();

    /** The latest values of a sensor, empty if it is not known. @throws StoreException if the store does not answer */
    Optional<LatestSensor> sensor(String sensor);

    /**
     * Listens from now on, on a thread of its own, until this reader is closed. A lost connection is taken up again by
     * itself; the listener is told, because announcements may have been missed.
     */
    void listen(Listener listener);

    @Override
    void close();

    /** Hears announcements, one at a time. */
    interface Listener {

        /** The connection stands, for the first time or again: read everything anew, some may have been missed. */
        void connected();

        /** The connection is lost. */
        void disconnected(String reason);

        /** Values of sensors have changed, and anomalies have been found. */
        void updated(List<LatestSensor> updates, List<Anomaly> anomalies);
    }
}
