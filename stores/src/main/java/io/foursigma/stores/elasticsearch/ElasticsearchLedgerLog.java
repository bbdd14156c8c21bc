// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import io.foursigma.schemas.Indexes;
import io.foursigma.schemas.LedgerSnapshot;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.LedgerSnapshotJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.LedgerLog;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.IOException;

/**
 * Snapshots of the ledger in Elasticsearch. {@link ElasticsearchTemplates} must have been installed; as long as the template
 * of the snapshots is not there nothing is put, for an index without it would have other fields for good.
 */
public final class ElasticsearchLedgerLog implements LedgerLog {

    private static final int CONFLICT = 409;

    private final ElasticsearchHttp http;
    private final Indexes indexes;
    private final String template;
    private boolean templateSeen;

    /** A log at the address and under the prefix that are set. Does not connect. */
    public ElasticsearchLedgerLog(Settings settings) {
        http = new ElasticsearchHttp(settings);
        indexes = ElasticsearchInsightIndex.indexes(settings);
        template = ElasticsearchTemplates.path(indexes.prefix(), "ledger");
    }

    @Override
    public synchronized void record(LedgerSnapshot snapshot) {
        byte[] document = Json.bytes(out -> LedgerSnapshotJson.write(out, snapshot));
        String path = template;
        try {
            if (!templateSeen) {
                http.good(http.send("GET", path), "GET", path);
                templateSeen = true;
            }
            path = '/' + indexes.ledger(snapshot.time()) + "/_create/" + snapshot.id();
            Answer answer = http.send("PUT", path, document);
            if (answer.status() != CONFLICT) {
                http.good(answer, "PUT", path);
            }
        } catch (IOException e) {
            throw http.away("PUT", path, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
