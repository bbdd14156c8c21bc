// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import java.util.Collection;
import java.util.List;

/**
 * Takes the latest values for the live page and announces them. Older values never replace newer ones. Several threads
 * may use it.
 */
public interface LatestValues extends AutoCloseable {

    /**
     * Puts the latest values of sensors, at most one update per sensor, and announces them together with anomalies to
     * all {@link LatestReader}s that listen.
     *
     * @throws StoreException if the store does not answer; some values may have been put
     */
    void put(Collection<LatestSensor> updates, List<Anomaly> anomalies);

    /**
     * Names the store's present life. Another name than before tells that the store was started again or emptied, so
     * that values may be gone.
     *
     * @throws StoreException if the store does not answer
     */
    String life();

    @Override
    void close();
}
