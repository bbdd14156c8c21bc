// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.Ledgers;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.kafka.DeadLetterReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a run has left in the stores.
 *
 * @param stats rows of the running statistics by sensor
 * @param windows rows of the windows by sensor
 * @param anomalies every document in Elasticsearch's indexes of anomalies
 * @param windowDocuments every document in its indexes of windows
 * @param episodes every document in its index of episodes
 * @param deadLetters the positions in the topic of dead letters, copies passed over
 * @param ledger the durable ledger
 */
record RunResult(
        Map<String, StatsRow> stats,
        Map<String, SensorWindowsState> windows,
        List<Anomaly> anomalies,
        List<WindowStats> windowDocuments,
        List<Episode> episodes,
        List<String> deadLetters,
        Ledger ledger) {

    /** Reads them. */
    static RunResult read(Settings settings) {
        Map<String, StatsRow> stats = new TreeMap<>();
        Map<String, SensorWindowsState> windows = new TreeMap<>();
        List<Anomaly> anomalies = new ArrayList<>();
        List<WindowStats> documents = new ArrayList<>();
        List<Episode> episodes = new ArrayList<>();
        List<String> letters = new ArrayList<>();
        try (StateReader state = new CassandraStateReader(settings);
                InsightReader insights = new ElasticsearchInsightReader(settings)) {
            state.forEachStats(stats::put);
            state.forEachWindows(windows::put);
            insights.forEachAnomaly(anomalies::add);
            insights.forEachWindow(documents::add);
            insights.forEachEpisode(episodes::add);
            new DeadLetterReader(settings)
                    .forEach(letter -> letters.add(letter.position().id()));
            Ledger ledger = Ledgers.of(state.statsProgress(), state.windowsProgress());
            return new RunResult(stats, windows, anomalies, documents, episodes, letters, ledger);
        }
    }
}
