// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Judged;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.InsightReader.EpisodeQuery;
import io.foursigma.stores.InsightReader.JudgedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * An index by the time of judging. Every method throws {@link io.foursigma.stores.StoreException} if it does not answer.
 *
 * @param <T> what it holds
 */
interface JudgedIndex<T extends Judged> {

    /** What somebody who begins to look has to know first. */
    List<T> present();

    /** When the last one was judged, epoch milliseconds; empty if there is none. */
    OptionalLong lastJudged();

    /** Those that a query asks for, in the order of judging. */
    List<T> since(JudgedQuery query);

    /** The anomalies; at first the newest ones by event time. */
    static JudgedIndex<Anomaly> ofAnomalies(InsightReader insights, Settings settings) {
        AnomalyQuery newest = new AnomalyQuery(null, earliest(settings), latest(settings), LiveHub.SNAPSHOT_ANOMALIES);
        return new JudgedIndex<>() {
            @Override
            public List<Anomaly> present() {
                return insights.anomalies(newest);
            }

            @Override
            public OptionalLong lastJudged() {
                return insights.lastJudged();
            }

            @Override
            public List<Anomaly> since(JudgedQuery query) {
                return insights.judgedSince(query);
            }
        };
    }

    /** The episodes; at first those that are open, and the newest ones that are closed. */
    static JudgedIndex<Episode> ofEpisodes(InsightReader insights, Settings settings) {
        return new JudgedIndex<>() {
            @Override
            public List<Episode> present() {
                List<Episode> found = new ArrayList<>(newest(false, EpisodeBoard.SNAPSHOT_CLOSED));
                found.addAll(newest(true, EpisodeBoard.SNAPSHOT_OPEN));
                return found;
            }

            private List<Episode> newest(boolean open, int size) {
                return insights.episodes(
                        new EpisodeQuery(null, earliest(settings), latest(settings), open, size, null));
            }

            @Override
            public OptionalLong lastJudged() {
                return insights.lastEpisodeJudged();
            }

            @Override
            public List<Episode> since(JudgedQuery query) {
                return insights.episodesJudgedSince(query);
            }
        };
    }

    private static long earliest(Settings settings) {
        return settings.get(SettingsTable.TIME_EARLIEST).toEpochMilli();
    }

    private static long latest(Settings settings) {
        return settings.get(SettingsTable.TIME_LATEST).toEpochMilli();
    }
}
