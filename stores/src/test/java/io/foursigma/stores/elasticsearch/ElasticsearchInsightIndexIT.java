// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Indexes;
import io.foursigma.schemas.LedgerSnapshot;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.LedgerSnapshotJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Backoff;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.InsightIndex.Refused;
import io.foursigma.stores.InsightIndexContract;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.LedgerLog;
import io.foursigma.stores.Samples;
import io.foursigma.stores.StoreClock;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.WindowHistory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ElasticsearchInsightIndexIT extends InsightIndexContract {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.ELASTICSEARCH);

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private Settings settings = Settings.defaults();
    private InsightIndex index = new ElasticsearchInsightIndex(settings);
    private InsightReader reader = new ElasticsearchInsightReader(settings);
    private WindowHistory history = new ElasticsearchWindowHistory(settings);

    @BeforeEach
    void open() {
        close();
        settings = Settings.defaults()
                .with(SettingsTable.ELASTICSEARCH_URL, SERVERS.elasticsearch().toString())
                .with(SettingsTable.ELASTICSEARCH_PREFIX, "insights" + PREFIXES.incrementAndGet());
        new ElasticsearchTemplates(settings).install();
        index = new ElasticsearchInsightIndex(settings);
        reader = new ElasticsearchInsightReader(settings);
        history = new ElasticsearchWindowHistory(settings);
    }

    @AfterEach
    void close() {
        index.close();
        reader.close();
        history.close();
    }

    @Override
    protected InsightIndex index() {
        return index;
    }

    @Override
    protected InsightReader reader() {
        return reader;
    }

    @Override
    protected WindowHistory history() {
        return history;
    }

    @Test
    void unexpectedFieldIsRefusedWithReason() {
        Indexes indexes = ElasticsearchInsightIndex.indexes(settings);
        BulkItem good = BulkItem.of(Samples.anomaly("a", Samples.TIME, 1), indexes);
        BulkItem bad = BulkItem.of(Samples.anomaly("a", Samples.TIME, 2), indexes);
        byte[] document = new String(bad.document(), StandardCharsets.UTF_8)
                .replace("\"value\"", "\"colour\"")
                .getBytes(StandardCharsets.UTF_8);
        try (ElasticsearchHttp http = new ElasticsearchHttp(settings)) {
            BulkSender sender = new BulkSender(
                    body -> http.send("POST", "/_bulk", body),
                    1 << 20,
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(5)),
                    StoreClock.SYSTEM,
                    new Random(1));
            List<Refused> refused = sender.send(List.of(good, new BulkItem(bad.id(), bad.action(), document)));
            assertThat(refused).singleElement().satisfies(one -> {
                assertThat(one.id()).isEqualTo(bad.id());
                assertThat(one.reason()).contains("strict_dynamic_mapping_exception", "colour");
                assertThat(one.json()).contains("\"colour\"");
            });
        }
    }

    /** The index of the month in which a new version is installed: it is strict, and older than the version's fields. */
    @Test
    void indexThatIsOlderThanAFieldGetsItBeforeDocumentsCome() {
        Settings other = settings.with(SettingsTable.ELASTICSEARCH_PREFIX, "older" + PREFIXES.incrementAndGet());
        Indexes indexes = ElasticsearchInsightIndex.indexes(other);
        try (ElasticsearchHttp http = new ElasticsearchHttp(other);
                InsightIndex older = new ElasticsearchInsightIndex(other)) {
            String mappings =
                    "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"type\":{\"type\":\"keyword\"}}}}";
            http.need("PUT", '/' + indexes.anomalies(Samples.TIME), mappings.getBytes(StandardCharsets.UTF_8));
            assertThat(older.put(List.of(Samples.anomaly("a", Samples.TIME, 1)), List.of()))
                    .hasSize(1);
            new ElasticsearchTemplates(other).install();
            assertThat(older.put(List.of(Samples.anomaly("a", Samples.TIME, 1)), List.of()))
                    .isEmpty();
        }
    }

    @Test
    void ofTheLedgersTotalsTheFirstOfAMinuteStays() throws Exception {
        LedgerSnapshot first = new LedgerSnapshot(Samples.TIME / 60_000 * 60_000, 10, 8, 2, 1, 3, 4, null);
        LedgerSnapshot second = new LedgerSnapshot(first.time(), 11, 9, 2, 1, 3, 4, 5L);
        try (LedgerLog log = new ElasticsearchLedgerLog(settings);
                ElasticsearchHttp http = new ElasticsearchHttp(settings)) {
            log.record(first);
            log.record(second);
            String path =
                    '/' + ElasticsearchInsightIndex.indexes(settings).ledger(first.time()) + "/_source/" + first.id();
            assertThat(new String(http.send("GET", path).body(), StandardCharsets.UTF_8))
                    .isEqualTo(Json.text(out -> LedgerSnapshotJson.write(out, first)));
        }
    }

    /** An index that is made without its template has other fields for good. */
    @Test
    void ledgersTotalsWaitForTheirTemplate() throws Exception {
        Settings bare = settings.with(SettingsTable.ELASTICSEARCH_PREFIX, "untemplated");
        LedgerSnapshot snapshot = new LedgerSnapshot(0, 10, 8, 2, 1, 3, 4, null);
        try (LedgerLog log = new ElasticsearchLedgerLog(bare);
                ElasticsearchHttp http = new ElasticsearchHttp(bare)) {
            assertThatThrownBy(() -> log.record(snapshot)).isInstanceOf(StoreException.class);
            assertThat(http.send("GET", "/untemplated-ledger-archive").status()).isEqualTo(404);
            new ElasticsearchTemplates(bare).install();
            log.record(snapshot);
            assertThat(http.send("GET", "/untemplated-ledger-archive/_source/ledger@0")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void otherNamesOfFieldsFindTheDocument() throws Exception {
        index.put(List.of(Samples.anomaly("a", Samples.TIME, 1)), List.of(Samples.window("a", Samples.TIME, 1)));
        reader.forEachAnomaly(anomaly -> {});
        reader.forEachWindow(window -> {});
        try (ElasticsearchHttp http = new ElasticsearchHttp(settings)) {
            String query = "{\"query\":{\"bool\":{\"filter\":[{\"range\":{\"@timestamp\":{\"gte\":" + Samples.TIME
                    + ",\"lte\":" + Samples.TIME + "}}},{\"exists\":{\"field\":\"event.id\"}}]}}}";
            String prefix = settings.get(SettingsTable.ELASTICSEARCH_PREFIX);
            JsonFields found = http.need("POST", '/' + prefix + "-*/_count", query.getBytes(StandardCharsets.UTF_8));
            assertThat(found.whole("count")).isEqualTo(2);
        }
    }

    @Test
    void documentInElasticsearchIsTheOneThatWasWritten() throws Exception {
        var anomaly = Samples.anomaly("a", Samples.TIME, 1);
        index.put(List.of(anomaly), List.of());
        try (ElasticsearchHttp http = new ElasticsearchHttp(settings)) {
            String path = '/' + ElasticsearchInsightIndex.indexes(settings).anomalies(Samples.TIME) + "/_source/"
                    + anomaly.id();
            assertThat(new String(http.send("GET", path).body(), StandardCharsets.UTF_8))
                    .isEqualTo(Json.text(out -> AnomalyJson.write(out, anomaly)));
        }
    }
}
