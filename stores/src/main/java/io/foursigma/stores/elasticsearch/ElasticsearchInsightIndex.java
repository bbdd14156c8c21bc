// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Indexes;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Backoff;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.StoreClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts insights into Elasticsearch. {@link ElasticsearchTemplates} must have been installed. */
public final class ElasticsearchInsightIndex implements InsightIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchInsightIndex.class);
    private static final String PATH = "/_bulk?filter_path=items.*.status,items.*.error.type,items.*.error.reason,"
            + "items.*.error.caused_by.type,items.*.error.caused_by.reason";
    private static final int MAX_REQUEST_BYTES = 4 << 20;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final ElasticsearchHttp http;
    private final Indexes indexes;
    private final BulkSender sender;

    /** An index at the address and under the prefix that are set. Does not connect. */
    public ElasticsearchInsightIndex(Settings settings) {
        http = new ElasticsearchHttp(settings);
        indexes = indexes(settings);
        sender = new BulkSender(
                body -> http.send("POST", PATH, body),
                MAX_REQUEST_BYTES,
                BACKOFF,
                StoreClock.SYSTEM,
                () -> ThreadLocalRandom.current().nextLong());
    }

    static Indexes indexes(Settings settings) {
        return new Indexes(
                settings.get(SettingsTable.ELASTICSEARCH_PREFIX), settings.get(SettingsTable.INSIGHTS_FIRST_MONTH));
    }

    @Override
    public List<Refused> put(List<Anomaly> anomalies, List<WindowStats> windows, List<Episode> episodes) {
        List<BulkItem> items = new ArrayList<>(anomalies.size() + windows.size() + episodes.size());
        for (Anomaly anomaly : anomalies) {
            items.add(BulkItem.of(anomaly, indexes));
        }
        for (WindowStats window : windows) {
            items.add(BulkItem.of(window, indexes));
        }
        for (Episode episode : episodes) {
            items.add(BulkItem.of(episode, indexes));
        }
        List<Refused> refused = sender.send(items);
        if (!refused.isEmpty()) {
            LOG.warn("{} documents are refused, the first one: {}", refused.size(), refused.get(0));
        }
        return refused;
    }

    @Override
    public void close() {
        http.close();
    }
}
