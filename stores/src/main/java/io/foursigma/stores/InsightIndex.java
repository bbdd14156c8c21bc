// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.WindowStats;
import java.util.List;

/** Takes what people explore: anomalies, windows and episodes. All may be put again without changing anything. */
public interface InsightIndex extends AutoCloseable {

    /**
     * Puts anomalies, windows and episodes. An anomaly that is there already is left as it is; a window or an episode
     * replaces its lower revisions only. Waits with back-off while the index is overloaded. Blocks until the index has acknowledged all.
     *
     * @return the documents that the index will never take, each with the reason; empty in good days
     * @throws StoreException if the index does not answer; some documents may have been put
     */
    List<Refused> put(List<Anomaly> anomalies, List<WindowStats> windows, List<Episode> episodes);

    /** Puts anomalies and windows, as {@link #put(List, List, List)} does. */
    default List<Refused> put(List<Anomaly> anomalies, List<WindowStats> windows) {
        return put(anomalies, windows, List.of());
    }

    @Override
    void close();

    /**
     * A document that the index will never take.
     *
     * @param id the document's id
     * @param reason the index's reason
     * @param json the document
     */
    record Refused(String id, String reason, String json) {}
}
