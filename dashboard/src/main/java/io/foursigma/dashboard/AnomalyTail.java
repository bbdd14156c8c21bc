// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.InsightReader.JudgedQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the index of anomalies by the time of judging, which is the order in which they come about, whatever their event
 * times are. A document becomes visible some time after it was judged, and not in the order of judging: so each read begins
 * {@value #OVERLAP_MILLIS} ms before the greatest time that was seen. Used by one thread at a time.
 */
final class AnomalyTail {

    /** Far beyond what the topology takes to index an anomaly while Elasticsearch answers, in milliseconds. */
    static final long OVERLAP_MILLIS = 30_000;

    private static final int PAGE = 1_000;

    private final InsightReader insights;
    private final AnomalyQuery newest;
    private @Nullable Long judged;

    /**
     * A tail that has read nothing.
     *
     * @param insights the index
     * @param newest the query for the anomalies that the first read hands over as well: the newest ones by event time
     */
    AnomalyTail(InsightReader insights, AnomalyQuery newest) {
        this.insights = insights;
        this.newest = newest;
    }

    /** Hands over what has come since the last read, and some of what was there already. */
    void read(Consumer<List<Anomaly>> taker) {
        if (judged == null) {
            taker.accept(insights.anomalies(newest));
            judged = insights.lastJudged().orElse(0);
        }
        PageEnd end = null;
        long since = judged - OVERLAP_MILLIS;
        List<Anomaly> page;
        do {
            page = insights.judgedSince(new JudgedQuery(since, PAGE, end));
            taker.accept(page);
            if (!page.isEmpty()) {
                Anomaly last = page.get(page.size() - 1);
                end = new PageEnd(last.judged(), last.id());
                judged = Math.max(judged, last.judged());
            }
        } while (page.size() == PAGE);
    }
}
