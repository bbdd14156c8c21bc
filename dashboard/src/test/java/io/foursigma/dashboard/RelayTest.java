// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final TestPipeline pipeline = new TestPipeline(stores);
    private final HttpClient client = HttpClient.newHttpClient();
    private Relay relay = start(0);

    @BeforeEach
    void waitForTheStores() {
        await().until(() -> get("/api/health").statusCode() == 200);
    }

    @AfterEach
    void stop() {
        relay.close();
        readers.close();
    }

    @Test
    void healthNamesTheStoreThatIsAwayAndWhy() throws IOException, InterruptedException {
        assertThat(get("/api/health").body()).startsWith("{\"status\":\"up\"").contains("\"name\":\"redis\"");
        readers.takeAway(Health.ELASTICSEARCH);
        await().until(() -> get("/api/health").statusCode() == 503);
        assertThat(get("/api/health").body())
                .startsWith("{\"status\":\"down\"")
                .contains("\"name\":\"elasticsearch\",\"status\":\"down\"", "\"reason\":\"elasticsearch is away\"")
                .contains("\"name\":\"cassandra\",\"status\":\"up\"");
        readers.bringBack(Health.ELASTICSEARCH);
        await().until(() -> get("/api/health").statusCode() == 200);
    }

    @Test
    void storeThatIsAwayMakesAProblemDocumentNotAStackTrace() throws IOException, InterruptedException {
        readers.takeAway(Health.CASSANDRA);
        HttpResponse<String> answer = get("/api/ledger");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertProblem(answer);
        assertThat(answer.body()).contains("cassandra is away");
    }

    @Test
    void sensorsComeByName() throws IOException, InterruptedException {
        pipeline.apply("b", 1, 2);
        pipeline.apply("a", 1, 3);
        HttpResponse<String> answer = get("/api/sensors");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body().indexOf("\"sensor\":\"a\""))
                .isLessThan(answer.body().indexOf("\"sensor\":\"b\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"greenhouse-7/temperature", "a//b", "100%", "a%2Fb", "Küche 1+2", "a;b=c", "..", "x/../y", "\\"})
    void anyNameCanBeAskedFor(String sensor) throws IOException, InterruptedException {
        pipeline.apply(sensor, 1, 2.5);
        HttpResponse<String> answer = get("/api/sensors/" + encoded(sensor));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonFields fields = JsonFields.read(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(fields.text("sensor")).isEqualTo(sensor);
        assertThat(fields.object("stats").number("mean")).isEqualTo(2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sensors/unknown", "/api/nothing", "/nothing.html"})
    void whatIsNotThereIsAProblemDocument(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertProblem(answer);
    }

    @Test
    void sensorThatIsNotKnownIsNamed() throws IOException, InterruptedException {
        assertThat(get("/api/sensors/cellar%2Fhumidity").body())
                .contains("no reading of a sensor 'cellar/humidity' has come");
    }

    @Test
    void anomaliesAreFoundBySensorAndTime() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            pipeline.apply("s", 100L * i, i % 2);
            pipeline.apply("other", 100L * i, i % 2);
        }
        String id = Objects.requireNonNull(pipeline.apply("s", 2_000, 50)).id();
        String otherId =
                Objects.requireNonNull(pipeline.apply("other", 2_001, 50)).id();
        assertThat(get("/api/anomalies").body()).contains(id, otherId);
        assertThat(get("/api/anomalies?size=1").body()).contains(otherId).doesNotContain(id);
        Matcher next = Pattern.compile("\"next\":\"([\\w-]+)\"")
                .matcher(get("/api/anomalies?size=1").body());
        assertThat(next.find()).isTrue();
        assertThat(get("/api/anomalies?size=2&after=" + next.group(1)).body())
                .contains(id, "\"next\":null")
                .doesNotContain(otherId);
        HttpResponse<String> table = get("/api/anomalies.csv?size=1&sensor=other");
        assertThat(table.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8;header=present");
        assertThat(table.body().lines()).hasSize(2).last().asString().startsWith(otherId + ",other,");
        String link = table.headers().firstValue("Link").orElseThrow();
        assertThat(get(link.substring(1, link.indexOf('>'))).body().lines()).hasSize(1);
        assertThat(get("/api/anomalies.csv?size=0").statusCode()).isEqualTo(400);
        assertThat(get("/api/anomalies?sensor=s&from=1970-01-01T00:00:02Z&to=2001")
                        .body())
                .contains(id)
                .doesNotContain(otherId);
    }

    @Test
    void episodesAreFoundBySensorTimeAndState() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            pipeline.apply("s", 100L * i, i % 2);
            pipeline.apply("other", 100L * i, i % 2);
        }
        String id = Objects.requireNonNull(pipeline.apply("s", 2_000, 50)).id();
        Anomaly second = Objects.requireNonNull(pipeline.apply("s", 2_100, 60));
        String otherId =
                Objects.requireNonNull(pipeline.apply("other", 2_001, 50)).id();
        pipeline.apply("other", 2_002 + TestPipeline.QUIET_MILLIS, 1);
        assertThat(get("/api/episodes").body()).contains("\"count\":2", "\"count\":1", "\"next\":null");
        assertThat(get("/api/episodes?state=open").body()).contains(id).doesNotContain(otherId);
        assertThat(get("/api/episodes?state=closed&sensor=other").body())
                .contains("\"id\":\"" + otherId, "\"closed\":7002")
                .doesNotContain("\"id\":\"" + id);
        Matcher next = Pattern.compile("\"next\":\"([\\w-]+)\"")
                .matcher(get("/api/episodes?size=1").body());
        assertThat(next.find()).isTrue();
        assertThat(get("/api/episodes?size=2&after=" + next.group(1)).body())
                .contains("\"id\":\"" + id, "\"next\":null");
        assertThat(get("/api/episodes?from=2101&to=9000").body())
                .as("what they reach into")
                .contains("\"episodes\":[]");
        assertThat(get("/api/episodes/" + id).body()).contains("\"last\":2100", "\"acknowledgement\":null");
        assertThat(get("/api/anomalies?episode=" + id).body())
                .contains(second.id())
                .doesNotContain(otherId);
        HttpResponse<String> table = get("/api/episodes.csv?size=1&sensor=other");
        assertThat(table.body().lines().toList())
                .containsExactly(
                        "id,sensor,state,first,last,count,peakSigmas,quiet,closesAfter,closed,reopened,revision,received,judged",
                        otherId + ",other,closed,1970-01-01T00:00:02.001Z,1970-01-01T00:00:02.001Z,1,99.0,5000,"
                                + "1970-01-01T00:00:07.001Z,1970-01-01T00:00:07.002Z,0,2,1970-01-01T00:00:07.002Z,"
                                + "1970-01-01T00:00:07.002Z");
        assertThat(table.headers().firstValue("Link")).isPresent();
        assertThat(get("/api/episodes?state=quiet&size=0").body())
                .contains("give open or closed", "\"parameter\":\"size\"");
    }

    @Test
    void queryThatCannotBeAnsweredNamesAllFaultsAtOnce() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/anomalies?size=0&from=yesterday&colour=red");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer);
        assertThat(answer.body())
                .contains("\"parameter\":\"size\"", "\"parameter\":\"from\"", "\"parameter\":\"colour\"", "\"cure\":");
    }

    @Test
    void ledgerOfEmptyStateIsBalanced() throws IOException, InterruptedException {
        assertThat(get("/api/ledger").body())
                .startsWith("{\"partitions\":[],\"total\":{\"read\":0,\"applied\":0,\"deadLettered\":0,\"late\":0,"
                        + "\"replayed\":0,\"lost\":0,\"lag\":null,\"gone\":null,\"settled\":true,\"balanced\":true}")
                .endsWith("\"balanced\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/vendor/uplot-1.6.32/uPlot.esm.js", "/api/sensors", "/nothing"})
    void everyAnswerCarriesTheSecurityHeaders(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        WebSafety.HEADERS.forEach((name, value) ->
                assertThat(answer.headers().firstValue(name)).as(name).hasValue(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/../Relay.class", "/%2e%2e/Relay.class", "/..%2FRelay.class", "/vendor/..%5c..%5cRelay.class"})
    void nothingBesideThePageIsServed(String path) throws IOException, InterruptedException {
        assertThat(get(path).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void portInUseIsOneClearError() {
        assertThatThrownBy(() -> start(relay.port()))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("127.0.0.1:" + relay.port())
                .hasMessageContaining("Address already in use")
                .hasMessageContaining("relay.port");
    }

    @Test
    void relayCanStartAgainOnItsPort() throws IOException, InterruptedException {
        int port = relay.port();
        relay.close();
        relay = start(port);
        assertThat(get("/").body()).contains("Foursigma");
    }

    private Relay start(int port) {
        return Relay.start(
                Settings.defaults().with(SettingsTable.RELAY_PORT, Integer.toString(port)),
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
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + relay.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** Every byte that is no letter or digit as %XX, as a careful client does it. */
    private static String encoded(String sensor) {
        StringBuilder path = new StringBuilder();
        for (byte unit : sensor.getBytes(StandardCharsets.UTF_8)) {
            path.append(Character.isLetterOrDigit(unit) ? String.valueOf((char) unit) : "%%%02X".formatted(unit));
        }
        return path.toString();
    }

    private static void assertProblem(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        JsonFields problem = JsonFields.read(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(problem.whole("status")).isEqualTo(answer.statusCode());
        assertThat(problem.text("title")).isNotBlank();
        assertThat(problem.text("detail")).isNotBlank();
    }
}
