// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.PolicyJson;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies over HTTP, at two relays that share one log. */
class PolicyApiTest {

    private static final String TEMPERATURE =
            "{\"unit\":\"°C\",\"alarmLow\":5,\"warnLow\":10.0,\"warnHigh\":30,\"alarmHigh\":null}";
    private static final String ACKNOWLEDGEMENT = "/api/anomalies/kY3.0.7.0/acknowledgement";

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final BreakableReaders otherReaders = new BreakableReaders(stores);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Relay relay = start(readers);
    private final Relay other = start(otherReaders);

    @BeforeEach
    void waitUntilTheLogIsRead() {
        await().until(() -> get("/api/policies").statusCode() == 200);
        await().until(() -> get(other, "/api/policies").statusCode() == 200);
    }

    @AfterEach
    void stop() {
        relay.close();
        other.close();
        readers.close();
        otherReaders.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"greenhouse-7/temperature", "a//b", "100%", "a%2Fb", "Küche 1+2", "a;b=c", "..", "\\"})
    void policyOfAnyNameIsSetReadChangedAndRemoved(String sensor) throws IOException, InterruptedException {
        String path = policy(sensor);
        assertProblem(get(path), 404);
        HttpResponse<String> created = send("PUT", path, TEMPERATURE);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        SensorPolicy read = (SensorPolicy) PolicyJson.read(created.body().getBytes(UTF_8));
        assertThat(read.sensor()).isEqualTo(sensor);
        assertThat(read.unit()).isEqualTo("°C");
        assertThat(read.limits().alarmLow()).isEqualTo(5);
        assertThat(read.limits().alarmHigh()).isNull();
        assertThat(read.by()).isEqualTo("local");
        HttpResponse<String> shown = get(path);
        assertThat(shown.body()).isEqualTo(created.body());
        assertThat(tag(shown)).isEqualTo(tag(created));
        assertThat(JsonFields.read(shown.body().getBytes(UTF_8)).text("tag")).isEqualTo(tag(shown));
        HttpResponse<String> changed = send("PUT", path, "{\"unit\":\"K\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(tag(changed)).isNotEqualTo(tag(created));
        assertThat(send("DELETE", path, "").statusCode()).isEqualTo(204);
        assertProblem(get(path), 404);
        assertProblem(send("DELETE", path, ""), 404);
    }

    @Test
    void changeThatNamesWhatItSawIsMadeOnlyIfNobodyWasFaster() throws IOException, InterruptedException {
        String path = policy("s");
        String first = tag(send("PUT", path, TEMPERATURE, "If-None-Match", "*"));
        assertProblem(send("PUT", path, "{\"unit\":\"K\"}", "If-None-Match", "*"), 412);
        String second = tag(send("PUT", path, "{\"unit\":\"K\"}", "If-Match", first));
        HttpResponse<String> late = send("PUT", path, "{\"unit\":\"F\"}", "If-Match", first);
        assertProblem(late, 412);
        assertThat(tag(late)).isEqualTo(second);
        assertProblem(send("DELETE", path, "", "If-Match", first), 412);
        assertThat(get(path).body()).contains("\"unit\":\"K\"");
        assertThat(send("PUT", path, "{\"unit\":\"F\"}", "If-Match", "\"x\", " + second)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("DELETE", path, "", "If-Match", "*").statusCode()).isEqualTo(204);
        assertProblem(send("PUT", path, TEMPERATURE, "If-Match", second), 412);
        assertProblem(send("PUT", path, TEMPERATURE, "If-Match", "*"), 412);
    }

    @Test
    void ofManyWhoChangeTheSameAtOnceExactlyOneIsLetThrough() throws IOException, InterruptedException {
        String path = policy("s");
        String tag = tag(send("PUT", path, TEMPERATURE));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(client.sendAsync(
                    request(relay, "PUT", path, "{\"warnHigh\":" + i + "}", "If-Match", tag), BodyHandlers.ofString()));
        }
        assertThat(answers.stream().map(answer -> answer.join().statusCode()).toList())
                .containsOnly(200, 412)
                .containsOnlyOnce(200);
    }

    @Test
    void allFaultsOfABodyAreNamedAtOnce() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                "PUT", policy("s"), "{\"unit\":\"\",\"warnLow\":\"5\",\"warnHigh\":3,\"alarmHigh\":2,\"colour\":[1]}");
        assertProblem(answer, 400);
        assertThat(answer.body())
                .contains("\"parameter\":\"unit\"", "\"parameter\":\"warnLow\"", "\"parameter\":\"alarmHigh\"")
                .contains("\"parameter\":\"colour\"");
        assertProblem(get(policy("s")), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{} {}", "{\"warnLow\":NaN}", "{\"warnLow\":1e999}", "\ud800", "{\"unit\":{}}"})
    void bodyThatIsNoPolicyIsRefused(String body) throws IOException, InterruptedException {
        assertProblem(send("PUT", policy("s"), body), 400);
    }

    @Test
    void bodyThatIsTooLargeIsRefusedHoweverItIsSent() throws IOException, InterruptedException {
        String body = "{\"unit\":\"" + "x".repeat(4_096) + "\"}";
        assertProblem(send("PUT", policy("s"), body), 413);
    }

    @Test
    void namesThatCannotBeAreRefused() throws IOException, InterruptedException {
        assertProblem(send("PUT", policy("x".repeat(257)), TEMPERATURE), 400);
        assertProblem(send("PUT", "/api/anomalies/no-id/acknowledgement", "{}"), 400);
    }

    @Test
    void anomalyIsAcknowledgedAndTakenBack() throws IOException, InterruptedException {
        assertProblem(get(ACKNOWLEDGEMENT), 404);
        HttpResponse<String> made = send("PUT", ACKNOWLEDGEMENT, "{\"note\":\"the pump\\nwas off\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .contains("\"anomaly\":\"kY3.0.7.0\"", "\"note\":\"the pump\\nwas off\"", "\"by\":\"local\"");
        assertThat(get(ACKNOWLEDGEMENT).body()).isEqualTo(made.body());
        assertProblem(send("PUT", ACKNOWLEDGEMENT, "{}", "If-None-Match", "*"), 412);
        assertThat(send("DELETE", ACKNOWLEDGEMENT, "").statusCode()).isEqualTo(204);
        assertProblem(get(ACKNOWLEDGEMENT), 404);
    }

    /** An episode has the id of its first anomaly: neither's acknowledgement is the other's. */
    @Test
    void episodeIsAcknowledgedForItself() throws IOException, InterruptedException {
        String path = "/api/episodes/kY3.0.7.0/acknowledgement";
        HttpResponse<String> made = send("PUT", path, "{\"note\":\"the pump\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .contains("\"type\":\"episode-acknowledgement\"", "\"episode\":\"kY3.0.7.0\"", "\"by\":\"local\"");
        assertProblem(get(ACKNOWLEDGEMENT), 404);
        assertThat(get(path).body()).isEqualTo(made.body());
        assertProblem(send("PUT", path, "{}", "If-None-Match", "*"), 412);
        assertProblem(send("PUT", "/api/episodes/no-id/acknowledgement", "{}"), 400);
        assertThat(send("DELETE", path, "").statusCode()).isEqualTo(204);
        assertProblem(get(path), 404);
    }

    @Test
    void foreignPageMayChangeNothing() throws IOException, InterruptedException {
        for (String path : List.of(policy("s"), ACKNOWLEDGEMENT)) {
            assertProblem(send("PUT", path, "{}", "Origin", "http://elsewhere.example"), 403);
            assertProblem(send("DELETE", path, "", "Origin", "null"), 403);
            assertThat(send("PUT", path, "{}", "Origin", "http://127.0.0.1:" + relay.port())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void kafkaThatIsAwayIsSaidAndNothingIsHalfDone() throws IOException, InterruptedException {
        assertThat(send("PUT", policy("s"), TEMPERATURE).statusCode()).isEqualTo(201);
        readers.takeAway(BreakableReaders.KAFKA);
        HttpResponse<String> answer = send("PUT", policy("s"), "{\"unit\":\"K\"}");
        assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(get(policy("s")).body()).contains("°C");
        readers.bringBack(BreakableReaders.KAFKA);
        assertThat(send("PUT", policy("s"), "{\"unit\":\"K\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void otherRelaySeesWhatOneHasTakenAndKnowsItsTag() throws IOException, InterruptedException {
        String tag = tag(send("PUT", policy("s"), TEMPERATURE));
        await().until(() -> get(other, policy("s")).statusCode() == 200);
        assertThat(tag(get(other, policy("s")))).isEqualTo(tag);
        assertThat(client.send(
                                request(other, "PUT", policy("s"), "{\"unit\":\"K\"}", "If-Match", tag),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        await().until(() -> get(policy("s")).body().contains("\"K\""));
    }

    @Test
    void allPoliciesComeByNameInPages() throws IOException, InterruptedException {
        List<String> names = IntStream.range(0, 25).mapToObj("s%02d"::formatted).toList();
        for (String name : names) {
            stores.policies().append(PolicyChange.set(new SensorPolicy(name, "%", Limits.NONE, "anna", 1)));
        }
        await().until(() -> get(policy("s24")).statusCode() == 200);
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            String body = get("/api/policies?size=10" + (next.isEmpty() ? "" : "&after=" + next))
                    .body();
            Pattern.compile("\"sensor\":\"(s\\d\\d)\"")
                    .matcher(body)
                    .results()
                    .forEach(each -> seen.add(each.group(1)));
            Matcher cursor = Pattern.compile("\"next\":\"([\\w-]+)\"").matcher(body);
            next = cursor.find() ? cursor.group(1) : null;
        }
        assertThat(seen).isEqualTo(names);
        HttpResponse<String> wrong = get("/api/policies?size=0&after=%25&colour=red");
        assertProblem(wrong, 400);
        assertThat(wrong.body()).contains("\"size\"", "\"after\"", "\"colour\"");
    }

    private static Relay start(BreakableReaders readers) {
        return Relay.start(
                Settings.defaults().with(SettingsTable.RELAY_PORT, "0"),
                readers.all(),
                Clock.systemUTC(),
                Pace.PROMISED);
    }

    private static String policy(String sensor) {
        return "/api/policies/"
                + URLEncoder.encode(sensor, UTF_8).replace("+", "%20").replace(".", "%2E");
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(relay, path);
    }

    private HttpResponse<String> get(Relay from, String path) throws IOException, InterruptedException {
        return client.send(request(from, "GET", path, ""), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(relay, method, path, body, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(Relay to, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
                .method(method, BodyPublishers.ofString(body));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private static void assertProblem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        assertThat(JsonFields.read(answer.body().getBytes(UTF_8)).whole("status"))
                .isEqualTo(status);
    }
}
