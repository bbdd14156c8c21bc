// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
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
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Explanations and raw readings as the relay serves them, beside docs/explain.md and docs/http-api.md. */
class RelayReadingsTest {

    private static final Path HOME = Path.of(System.getProperty("foursigma.home"));

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final TestPipeline pipeline = new TestPipeline(stores, readers.readings());
    private final HttpClient client = HttpClient.newHttpClient();
    private final Relay relay = Relay.start(
            Settings.defaults().with(SettingsTable.RELAY_PORT, "0"), readers.all(), Clock.systemUTC(), Pace.PROMISED);
    private Anomaly anomaly = TestPipeline.anomaly("none", 0, 0, 0);

    @BeforeEach
    void fill() {
        for (int i = 0; i < 40; i++) {
            apply(100L * i, i % 2);
        }
        anomaly = Objects.requireNonNull(apply(4_000, 50));
    }

    @AfterEach
    void stop() {
        relay.close();
        readers.close();
    }

    @Test
    void anomalyIsExplainedFromTheReadingsOfItsBaseline() throws Exception {
        HttpResponse<String> answer = explain(anomaly.id());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonFields explanation = JsonFields.read(answer.body().getBytes(UTF_8));
        assertThat(explanation.text("outcome")).isEqualTo("agrees");
        JsonFields recomputed = explanation.object("recomputed");
        assertThat(recomputed.object("baseline").number("mean")).isEqualTo(0.5);
        assertThat(recomputed.object("baseline").number("std")).isEqualTo(0.5);
        assertThat(recomputed.number("upper")).isEqualTo(2.5);
        assertThat(recomputed.number("sigmas")).isEqualTo(99);
        assertThat(recomputed.whole("lastOffset")).isEqualTo(40);
        assertThat(answer.body())
                .contains("Kafka's readings give the same numbers to the last bit")
                .contains("\"readings\":[[2000,0.0,0,20],[2100,1.0,0,21],")
                .contains("\"leftOut\":0", "\"differences\":[]");
    }

    @Test
    void documentWithOneNumberAlteredDiffers() throws Exception {
        long first = anomaly.position().offset() + 1;
        for (int i = 0; i < 40; i++) {
            append("t", 100L * i, i % 2);
        }
        append("t", 4_000, 50);
        Anomaly wrong = new Anomaly(
                new Position("topic", 0, first + 40, 0),
                "t",
                4_000,
                50,
                99.0,
                new BaselineStats(2_000, 4_000, 20, 0.5, Math.nextUp(0.5)),
                anomaly.rule(),
                4_000,
                6_000,
                4_000,
                4_007);
        stores.insights().put(List.of(wrong), List.of());
        assertThat(explain(wrong.id()).body())
                .contains("\"outcome\":\"differs\"")
                .contains("{\"field\":\"baseline.std\",\"stored\":\"0.5000000000000001\",\"recomputed\":\"0.5\"}")
                .contains("Kafka's readings say something else: baseline.std is 0.5000000000000001 in the document"
                        + " and 0.5 recomputed.");
    }

    @Test
    void whatKafkaHasDeletedIsSaidToBeGone() throws Exception {
        readers.readings().deleteBefore(0, 30);
        assertThat(explain(anomaly.id()).body())
                .contains("\"outcome\":\"gone\"", "\"recomputed\":null")
                .contains("It cannot be recomputed, because Kafka no longer has what it was made of");
    }

    @Test
    void anomalyThatIsNotKnownIsNotFoundAndKafkaAwayIsSaid() throws Exception {
        HttpResponse<String> unknown = explain("topic.0.7.0");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("no anomaly has the id 'topic.0.7.0'");
        readers.takeAway(BreakableReaders.KAFKA);
        HttpResponse<String> away = explain(anomaly.id());
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(get("/api/readings?sensor=s").statusCode()).isEqualTo(503);
    }

    @Test
    void rawReadingsComeNewestFirstAndTellHowFarTheyReach() throws Exception {
        assertThat(get("/api/readings?sensor=s&from=3800&to=4001").body())
                .isEqualTo("{\"sensor\":\"s\",\"readings\":[[4000,50.0,0,40,0],[3900,1.0,0,39,0],[3800,0.0,0,38,0]],"
                        + "\"complete\":true,\"reachesBackTo\":3800,\"scanned\":41}");
        assertThat(get("/api/readings?sensor=s&from=0&size=1").body())
                .contains("[[4000,50.0,0,40,0]],\"complete\":false,\"reachesBackTo\":4000");
        HttpResponse<String> unknown = get("/api/readings?sensor=cellar");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("no reading of a sensor 'cellar' has come");
    }

    @Test
    void everyFaultOfARequestForReadingsIsNamedAtOnce() throws Exception {
        HttpResponse<String> answer = get("/api/readings?size=0&from=yesterday&to=&colour=red");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"parameter\":\"sensor\"", "\"reason\":\"it is not given\"")
                .contains("\"parameter\":\"size\"", "\"parameter\":\"from\"", "\"parameter\":\"to\"")
                .contains("\"parameter\":\"colour\"");
        assertThat(get("/api/readings?sensor=s&from=2&to=1").body()).contains("it is not before 'to'");
        assertThat(get("/api/readings?sensor=s&sensor=s").body()).contains("it is given 2 times");
    }

    @Test
    void documentsShowEveryFieldOfTheAnswers() throws Exception {
        assertFields("docs/explain.md", explain(anomaly.id()).body());
        assertFields("docs/http-api.md", get("/api/readings?sensor=s").body());
    }

    /** But for the line breaks, and for the readings, of which the document shows two. */
    @Test
    void theExampleOfTheDocumentIsTheAnswer() throws Exception {
        String document = Files.readString(HOME.resolve("docs/explain.md")).replaceAll("\\n *", "");
        assertThat(withoutReadings(document))
                .contains(withoutReadings(explain(anomaly.id()).body()));
    }

    private static String withoutReadings(String text) {
        return text.replaceAll("\"readings\":\\[\\[.*?]],", "");
    }

    private static void assertFields(String page, String answer) throws IOException {
        String document = Files.readString(HOME.resolve(page));
        Matcher field = Pattern.compile("\"\\w+\":").matcher(answer);
        while (field.find()) {
            assertThat(document).contains(field.group());
        }
    }

    private @Nullable Anomaly apply(long time, double value) {
        return pipeline.apply("s", time, value);
    }

    private void append(String sensor, long time, double value) {
        String json = "{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}".formatted(sensor, time, value);
        readers.readings().append(0, time, json.getBytes(UTF_8));
    }

    private HttpResponse<String> explain(String id) throws IOException, InterruptedException {
        return get("/api/anomalies/" + id + "/explain");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + relay.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
