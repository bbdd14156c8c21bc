// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.topology.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.bolts.Insights;
import io.foursigma.bolts.InsightsBolt;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightIndex;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.elasticsearch.ElasticsearchTemplates;
import io.foursigma.topology.FickleElasticsearch.Mood;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream of insights into a real Elasticsearch that throttles, goes away, loses answers, and refuses one document. */
final class InsightsTroubleIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.ELASTICSEARCH);

    private static final String PREFIX = "trouble";
    /** Odd, so that of two revisions that follow each other one is held up where every second document is. */
    private static final int WINDOWS = 401;

    private static final int REVISIONS = 64;
    private static final int TUPLES = WINDOWS * REVISIONS;
    private static final int OVERTAKING = 2 * WINDOWS;
    private static final int REFUSED = TUPLES / 2;
    /** What the bolt keeps of tuples beside the batch under way, which has 2,000 documents, and one tuple's more. */
    private static final int MOST_KEPT = 20_000 + 2_001;
    /** First of January 2012. */
    private static final long REFUSED_START = 1_325_376_000_000L;

    private final SwitchedStores stores = new SwitchedStores();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong mostWaiting = new AtomicLong();

    @Test
    void nothingIsLostTheOrderStandsAndABoundedPartIsKept() throws Exception {
        Settings direct = Settings.defaults()
                .with(SettingsTable.ELASTICSEARCH_URL, SERVERS.elasticsearch().toString())
                .with(SettingsTable.ELASTICSEARCH_PREFIX, PREFIX);
        new ElasticsearchTemplates(direct).install();
        makeAnIndexThatTakesNoWindow();
        try (FickleElasticsearch fickle = new FickleElasticsearch(SERVERS.elasticsearch())) {
            stores.index =
                    () -> new ElasticsearchInsightIndex(direct.with(SettingsTable.ELASTICSEARCH_URL, fickle.url()));
            try (BoltHarness harness =
                    new BoltHarness(Way.DIRECT, FoursigmaTopology.INSIGHTS, new InsightsBolt(stores))) {
                fickle.turns(Mood.THROTTLED);
                Thread stream = new Thread(() -> feed(harness), "stream");
                stream.setDaemon(true);
                stream.start();
                awaitSeconds(60).until(() -> mostWaiting.get() > 20_000 - 10 && standsStill());
                assertThat(stream.isAlive()).as("the stream is held up").isTrue();
                assertThat(harness.acked()).isEmpty();
                meets(fickle, Mood.THROTTLED);
                fickle.turns(Mood.AWAY);
                long retries = harness.metric(TaskMetric.RETRIES);
                awaitSeconds(60).until(() -> harness.metric(TaskMetric.RETRIES) > retries);
                for (Mood mood : List.of(Mood.DEAF, Mood.HALF_OPEN)) {
                    fickle.turns(mood);
                    meets(fickle, mood);
                }
                fickle.turns(Mood.OPEN);
                stream.join(60_000);
                awaitAcked(harness, TUPLES);
                letLaterRevisionsOvertake(harness, fickle);
                awaitAcked(harness, TUPLES + OVERTAKING);
                assertThat(harness.failed()).isEmpty();
            }
        }
        assertThat(mostWaiting.get()).isLessThanOrEqualTo(MOST_KEPT);
        assertEverythingIsThere(direct);
        assertThat(stores.memory.deadLetters().refused()).singleElement().satisfies(document -> {
            assertThat(document.cause()).isEqualTo(position(REFUSED));
            assertThat(document.id()).isEqualTo("refused@" + REFUSED_START);
            assertThat(document.reason()).contains("failed to parse field [sensor]");
        });
    }

    /** Each tuple carries a window's next revision, every hundredth an anomaly too, and one a window that is refused. */
    private void feed(BoltHarness harness) {
        feed(harness, 0, TUPLES);
    }

    private void feed(BoltHarness harness, int from, int to) {
        for (int i = from; i < to; i++) {
            Insights insights = new Insights(list(), list(), list());
            insights.windows().add(new Insights.ClosedWindow(position(i), window(i)));
            if (i % 100 == 0 && i < TUPLES) {
                insights.anomalies().add(Samples.anomaly(i, null));
            }
            if (i == REFUSED) {
                insights.windows().add(new Insights.ClosedWindow(position(i), window("refused", REFUSED_START, 1)));
            }
            harness.execute(FoursigmaTopology.ANOMALY, Streams.INSIGHTS, insights);
            mostWaiting.accumulateAndGet(harness.metric(TaskMetric.SINK_QUEUE_DEPTH), Math::max);
            taken.incrementAndGet();
        }
    }

    /** Two revisions of each window wait for one request, of which every second document passes at once. */
    private void letLaterRevisionsOvertake(BoltHarness harness, FickleElasticsearch fickle) {
        fickle.turns(Mood.THROTTLED);
        feed(harness, TUPLES, TUPLES + OVERTAKING);
        int before = fickle.requests(Mood.HALF_OPEN);
        fickle.turns(Mood.HALF_OPEN);
        awaitSeconds(30).pollInSameThread().until(() -> {
            harness.pulse();
            return fickle.requests(Mood.HALF_OPEN) >= before + 3;
        });
        fickle.turns(Mood.OPEN);
    }

    private static void awaitAcked(BoltHarness harness, int tuples) {
        awaitSeconds(60).pollInSameThread().until(() -> {
            harness.pulse();
            return harness.acked().size() == tuples;
        });
    }

    private static void assertEverythingIsThere(Settings settings) {
        List<WindowStats> windows = new ArrayList<>();
        List<Anomaly> anomalies = new ArrayList<>();
        try (InsightReader reader = new ElasticsearchInsightReader(settings)) {
            reader.forEachWindow(windows::add);
            reader.forEachAnomaly(anomalies::add);
        }
        List<WindowStats> last = new ArrayList<>();
        for (int i = TUPLES + OVERTAKING - WINDOWS; i < TUPLES + OVERTAKING; i++) {
            last.add(window(i));
        }
        assertThat(windows).containsExactlyInAnyOrderElementsOf(last);
        assertThat(anomalies).hasSize((TUPLES + 99) / 100).doesNotHaveDuplicates();
    }

    private boolean standsStill() {
        int before = taken.get();
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        return taken.get() == before;
    }

    private static void meets(FickleElasticsearch fickle, Mood mood) {
        int before = fickle.requests(mood);
        awaitSeconds(30).until(() -> fickle.requests(mood) >= before + 2);
    }

    private static ConditionFactory awaitSeconds(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(20));
    }

    /** As if somebody had made it by hand, before the templates were there. */
    private static void makeAnIndexThatTakesNoWindow() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(SERVERS.elasticsearch() + "/" + PREFIX + "-windows-2012.01"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"mappings\":{\"properties\":{\"sensor\":{\"type\":\"long\"}}}}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    private static WindowStats window(int tuple) {
        return window("s" + tuple % WINDOWS, 2_000L * (tuple % WINDOWS), 1 + tuple / WINDOWS);
    }

    private static WindowStats window(String sensor, long start, long revision) {
        return new WindowStats(sensor, start, start + 2_000, revision, revision, 0.5, 0.25, 0.3, -1, 1, null);
    }

    private static Position position(int tuple) {
        return new Position("topic-1", 3, tuple, 0);
    }
}
