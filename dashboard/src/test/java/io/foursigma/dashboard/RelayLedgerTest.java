// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.LedgerSnapshot;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ledger as the relay serves it: as JSON, and as metrics beside docs/metrics.md and the alerts. */
class RelayLedgerTest {

    private static final Path HOME = Path.of(System.getProperty("foursigma.home"));
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(foursigma_\\w+)(\\{partition=\"0\"})? (\\S+)$");
    private static final Pattern NAME = Pattern.compile("foursigma_ledger_\\w+");
    private static final Progress PROGRESS = new Progress(130, 121, 119, 2, 3, 4, 5);

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Relay relay = Relay.start(
            Settings.defaults().with(SettingsTable.RELAY_PORT, "0"),
            readers.all(),
            Clock.systemUTC(),
            new Pace(
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(50)));

    @AfterEach
    void stop() {
        relay.close();
        readers.close();
    }

    @Test
    void everyNumberStandsInTheAnswer() throws Exception {
        LedgerState.write(stores, 0, PROGRESS, Map.of("a", LedgerState.counted(100), "b", LedgerState.counted(19)));
        readers.kafkaHolds(Map.of(0, new Span(131, 140)), 7);
        await().until(() -> ledger().object("sensors").whole("applied") == 119
                && ledger().object("refusedDocuments").whole("count") == 7
                && ledger().object("total").has("lag"));
        assertThat(get("/api/ledger").body().replaceFirst("\"since\":\\d+", "\"since\":0"))
                .isEqualTo("{\"partitions\":[{\"partition\":0,\"from\":130,\"to\":130,\"read\":121,\"applied\":119,"
                        + "\"deadLettered\":2,\"late\":0,\"replayed\":4,\"lost\":5,\"lag\":10,\"gone\":1,"
                        + "\"settled\":true,\"balanced\":true}],"
                        + "\"total\":{\"read\":121,\"applied\":119,\"deadLettered\":2,\"late\":0,\"replayed\":4,"
                        + "\"lost\":5,\"lag\":10,\"gone\":1,\"settled\":true,\"balanced\":true},"
                        + "\"sensors\":{\"since\":0,\"buckets\":16,\"moving\":0,\"sensors\":2,\"counted\":119,"
                        + "\"applied\":119,\"wrong\":[],\"balanced\":true},"
                        + "\"refusedDocuments\":{\"count\":7,\"atLeast\":false},\"balanced\":true}");
    }

    @Test
    void totalsAreKeptOncePerMinuteAsSoonAsThereIsAState() throws Exception {
        await().until(() -> ledger().has("refusedDocuments"));
        assertThat(readers.ledgerLog().snapshots()).isEmpty();
        LedgerState.write(stores, 0, PROGRESS, Map.of("a", LedgerState.counted(119)));
        await().until(() -> !readers.ledgerLog().snapshots().isEmpty());
        assertThat(readers.ledgerLog().snapshots()).first().satisfies(snapshot -> {
            assertThat(snapshot.time() % 60_000).isZero();
            assertThat(snapshot)
                    .isEqualTo(new LedgerSnapshot(snapshot.time(), 121, 119, 2, 0, 4, 5, snapshot.refusedDocuments()));
        });
    }

    @Test
    void sensorsThatCountOtherwiseThanWasAppliedBreakTheBalance() throws Exception {
        LedgerState.write(stores, 3, PROGRESS, Map.of("a", LedgerState.counted(118)));
        await().until(() -> get("/api/ledger").body().endsWith("\"balanced\":false}"));
        assertThat(get("/api/ledger").body())
                .contains("\"wrong\":[{\"bucket\":3,\"sensors\":1,\"counted\":118,\"applied\":119}]");
        assertThat(metrics()).containsEntry("foursigma_ledger_sensors_balanced", 0.0);
        assertThat(metrics()).containsEntry("foursigma_ledger_balanced", 1.0);
    }

    @Test
    void kafkaThatIsAwayLeavesTheCountersAsTheyAre() throws Exception {
        LedgerState.write(stores, 0, PROGRESS, Map.of("a", LedgerState.counted(119)));
        readers.kafkaHolds(Map.of(0, new Span(0, 140)), 7);
        await().until(() -> ledger().object("total").has("lag"));
        readers.takeAway(BreakableReaders.KAFKA);
        await().until(() -> !ledger().object("total").has("lag") && !ledger().has("refusedDocuments"));
        assertThat(ledger().object("total").whole("read")).isEqualTo(121);
        assertThat(metrics())
                .containsKey("foursigma_ledger_balanced")
                .doesNotContainKeys("foursigma_ledger_lag_offsets", "foursigma_ledger_refused_documents");
    }

    /** As when the relay is there before the tables are. */
    @Test
    void looksThatFailForWhateverReasonAreMadeAgain() throws Exception {
        readers.breakLedgersQuestions();
        await().until(() -> readers.unanswered().equals(Set.of("counts", "spans", "refused")));
        readers.mendLedgersQuestions();
        LedgerState.write(stores, 0, PROGRESS, Map.of("a", LedgerState.counted(119)));
        readers.kafkaHolds(Map.of(0, new Span(131, 140)), 7);
        await().until(() -> metrics()
                .keySet()
                .containsAll(Set.of(
                        "foursigma_ledger_sensors_balanced",
                        "foursigma_ledger_refused_documents",
                        "foursigma_ledger_lag_offsets")));
    }

    @Test
    void nothingIsSaidToBalanceWhileTheStateCannotBeRead() throws Exception {
        readers.takeAway(Health.CASSANDRA);
        assertThat(get("/metrics").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsAreWhatIsDocumentedAndAlertsReadThem() throws Exception {
        LedgerState.write(stores, 0, PROGRESS, Map.of("a", LedgerState.counted(118)));
        readers.kafkaHolds(Map.of(0, new Span(131, 140)), 7);
        await().until(() -> metrics().containsKey("foursigma_ledger_sensors_balanced")
                && metrics().containsKey("foursigma_ledger_refused_documents")
                && metrics().containsKey("foursigma_ledger_lag_offsets"));
        assertThat(metrics())
                .containsEntry("foursigma_ledger_read_items", 121.0)
                .containsEntry("foursigma_ledger_applied_items", 119.0)
                .containsEntry("foursigma_ledger_dead_lettered_items", 2.0)
                .containsEntry("foursigma_ledger_lost_offsets", 5.0)
                .containsEntry("foursigma_ledger_lag_offsets", 10.0)
                .containsEntry("foursigma_ledger_gone_offsets", 1.0)
                .containsEntry("foursigma_ledger_refused_documents", 7.0);

        Set<String> rows = new TreeSet<>();
        for (String line : Files.readAllLines(HOME.resolve("docs/metrics.md"))) {
            if (line.startsWith("| `foursigma_ledger_")) {
                String[] cells = line.split("\\|", -1);
                assertThat(cells[2].strip()).as(line).isEqualTo("gauge");
                rows.add(cells[1].strip().replace("`", "") + (cells[3].contains("`partition`") ? " by partition" : ""));
            }
        }
        Set<String> served = new TreeSet<>();
        Matcher sample = SAMPLE.matcher(get("/metrics").body());
        while (sample.find()) {
            served.add(sample.group(1) + (sample.group(2) == null ? "" : " by partition"));
        }
        assertThat(rows).isEqualTo(served);

        Matcher alerted = NAME.matcher(Files.readString(HOME.resolve("deploy/prometheus/alerts.yml")));
        Set<String> names = new TreeSet<>();
        while (alerted.find()) {
            names.add(alerted.group());
        }
        assertThat(names).isNotEmpty();
        assertThat(metrics()).containsKeys(names.toArray(String[]::new));
    }

    @Test
    void theDocumentShowsEveryFieldOfTheAnswer() throws Exception {
        LedgerState.write(stores, 3, PROGRESS, Map.of("a", LedgerState.counted(118)));
        await().until(() -> get("/api/ledger").body().contains("\"bucket\":3"));
        String document = Files.readString(HOME.resolve("docs/http-api.md"));
        Matcher field = Pattern.compile("\"\\w+\":").matcher(get("/api/ledger").body());
        while (field.find()) {
            assertThat(document).contains(field.group());
        }
    }

    private Map<String, Double> metrics() throws IOException, InterruptedException {
        Map<String, Double> values = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(get("/metrics").body());
        while (sample.find()) {
            values.put(sample.group(1), Double.valueOf(sample.group(3)));
        }
        return values;
    }

    private JsonFields ledger() throws IOException, InterruptedException {
        return JsonFields.read(get("/api/ledger").body().getBytes(UTF_8));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + relay.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
