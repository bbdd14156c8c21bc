// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.SensorStats;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Appends results for other programs to follow. A result may stand there twice; anomalies carry their id, episodes
 * their id and revision.
 */
public interface ResultLog extends AutoCloseable {

    /** Appends; the stage completes when all are durable, or with the error of the first that is not. */
    CompletionStage<Void> append(List<SensorStats> stats, List<Anomaly> anomalies, List<Episode> episodes);

    /** Appends statistics and anomalies, as {@link #append(List, List, List)} does. */
    default CompletionStage<Void> append(List<SensorStats> stats, List<Anomaly> anomalies) {
        return append(stats, anomalies, List.of());
    }

    @Override
    void close();
}
