// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.ResultLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log of results, held in memory. Closing it keeps what it holds. */
public final class InMemoryResultLog implements ResultLog {

    private final List<SensorStats> stats = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();

    /** A log that holds nothing. */
    public InMemoryResultLog() {}

    @Override
    public synchronized CompletionStage<Void> append(
            List<SensorStats> newStats, List<Anomaly> newAnomalies, List<Episode> newEpisodes) {
        stats.addAll(newStats);
        anomalies.addAll(newAnomalies);
        episodes.addAll(newEpisodes);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}

    /** The running statistics in the order in which they were appended: a copy. */
    public synchronized List<SensorStats> stats() {
        return List.copyOf(stats);
    }

    /** The anomalies in the order in which they were appended: a copy. */
    public synchronized List<Anomaly> anomalies() {
        return List.copyOf(anomalies);
    }

    /** The revisions of episodes in the order in which they were appended: a copy. */
    public synchronized List<Episode> episodes() {
        return List.copyOf(episodes);
    }
}
