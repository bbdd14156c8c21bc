// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past of a sensor over HTTP, from a relay that listens. */
class WindowRoutesTest {

    private static final long SEED = 20_261_123;
    private static final String SENSOR = "greenhouse-7/temperature";
    private static final String PATH_OF_SENSOR = "sensor=greenhouse-7%2Ftemperature";
    private static final long START = 1_767_265_200_000L;
    private static final int READINGS = 3_000;

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final Relay relay =
            Relay.start(Settings.defaults().with(SettingsTable.RELAY_PORT, "0"), readers.all(), Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<WindowStats> published = new ArrayList<>();

    @BeforeEach
    void feed() {
        TestPipeline pipeline = new TestPipeline(stores);
        Random random = new Random(SEED);
        for (int i = 0; i < READINGS; i++) {
            pipeline.apply(SENSOR, START + 100L * i, random.nextGaussian());
        }
        stores.insightReader().forEachWindow(published::add);
    }

    @AfterEach
    void stop() {
        relay.close();
        readers.close();
    }

    @Test
    void courseHoldsTheLeastAndTheGreatestOfEveryWindow() throws IOException, InterruptedException {
        assertThat(published).hasSize(149);
        String all = get("/api/course?" + PATH_OF_SENSOR + "&from=" + START + "&to=" + (START + 300_000));
        assertThat(all).contains("\"interval\":2000,", "\"windows\":149,");
        assertSame(points(all), expected(2_000));
        String merged =
                get("/api/course?" + PATH_OF_SENSOR + "&from=" + START + "&to=" + (START + 300_000) + "&points=10");
        assertThat(merged).contains("\"interval\":30000,", "\"windows\":149,");
        assertSame(points(merged), expected(30_000));
    }

    @Test
    void courseOfAllTimeFitsIntoItsPoints() throws IOException, InterruptedException {
        String all = get("/api/course?" + PATH_OF_SENSOR + "&points=5000");
        assertThat(all).contains("\"windows\":149,");
        Matcher interval = Pattern.compile("\"from\":(-?\\d+),\"to\":(\\d+),\"interval\":(\\d+)")
                .matcher(all);
        assertThat(interval.find()).isTrue();
        long bins = (Long.parseLong(interval.group(2)) - Long.parseLong(interval.group(1)))
                / Long.parseLong(interval.group(3));
        assertThat(bins).isBetween(4_900L, 5_000L);
    }

    @Test
    void windowsComePageAfterPageNewestFirst() throws IOException, InterruptedException {
        List<Long> starts = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            String answer = get("/api/windows?" + PATH_OF_SENSOR + "&size=60" + after);
            Matcher start = Pattern.compile("\"sensor\":\"greenhouse-7/temperature\",\"start\":(\\d+)")
                    .matcher(answer);
            while (start.find()) {
                starts.add(Long.parseLong(start.group(1)));
            }
            Matcher next = Pattern.compile("\"next\":(?:\"([^\"]+)\"|null)").matcher(answer);
            assertThat(next.find()).isTrue();
            assertThat(next.group(1) == null).isEqualTo(page == 2);
            after = "&after=" + next.group(1);
        }
        assertThat(starts)
                .containsExactlyElementsOf(published.stream()
                        .map(WindowStats::start)
                        .sorted((a, b) -> Long.compare(b, a))
                        .toList());
    }

    @Test
    void windowsAreATableForSpreadsheetsAsWell() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("/api/windows.csv?" + PATH_OF_SENSOR + "&size=2");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8;header=present");
        String[] lines = answer.body().split("\r\n", -1);
        WindowStats last = published.get(published.size() - 1);
        assertThat(lines[0]).isEqualTo("sensor,start,end,revision,count,mean,std,sampleStd,min,max");
        assertThat(lines[1])
                .startsWith(
                        "greenhouse-7/temperature,2026-01-01T11:04:56Z,2026-01-01T11:04:58Z,20,20," + last.mean() + ',')
                .endsWith("," + last.min() + ',' + last.max());
        assertThat(answer.headers().firstValue("Link").orElseThrow())
                .matches("</api/windows.csv\\?after=\\d+&.*sensor=greenhouse-7%2Ftemperature.*>; rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/course, sensor",
        "/api/course?sensor=a&points=0, points",
        "/api/course?sensor=a&points=5001, points",
        "/api/course?sensor=a&size=5, size",
        "/api/course?sensor=a&from=5&to=5, from",
        "/api/windows, sensor",
        "/api/windows?sensor=a&after=x, after",
        "/api/windows.csv?sensor=a&size=10001, size",
    })
    void whatCannotBeAcceptedIsNamed(String path, String parameter) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"parameter\":\"" + parameter + '"');
    }

    @Test
    void indexThatIsAwayIsSaid() throws IOException, InterruptedException {
        readers.takeAway(Health.ELASTICSEARCH);
        HttpResponse<String> answer = send("/api/course?sensor=a");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /** Bins with a window in them: start, count, least, mean, greatest; one window after the other. */
    private List<List<Double>> expected(long interval) {
        List<List<Double>> bins = new ArrayList<>();
        long from = Math.floorDiv(START, interval) * interval;
        for (long start = from; start < START + 300_000; start += interval) {
            double count = 0;
            double sum = 0;
            double min = Double.MAX_VALUE;
            double max = -Double.MAX_VALUE;
            for (WindowStats window : published) {
                if (Math.floorDiv(window.start(), interval) * interval == start) {
                    count += window.count();
                    sum += window.mean() * window.count();
                    min = Math.min(min, window.min());
                    max = Math.max(max, window.max());
                }
            }
            if (count > 0) {
                bins.add(List.of((double) start, count, min, sum / count, max));
            }
        }
        return bins;
    }

    private static List<List<Double>> points(String answer) throws IOException {
        List<List<Double>> points = new ArrayList<>();
        String array = answer.substring(answer.indexOf("\"points\":") + 9, answer.length() - 1);
        try (JsonParser in = Json.FACTORY.createParser(array)) {
            in.nextToken();
            while (in.nextToken().isStructStart()) {
                List<Double> point = new ArrayList<>();
                while (in.nextToken().isNumeric()) {
                    point.add(in.getDoubleValue());
                }
                points.add(point);
            }
        }
        return points;
    }

    /** All the same; the mean but for the rounding of a sum. */
    private static void assertSame(List<List<Double>> points, List<List<Double>> expected) {
        assertThat(points).hasSameSizeAs(expected);
        for (int i = 0; i < points.size(); i++) {
            List<Double> point = points.get(i);
            double mean = expected.get(i).get(3);
            assertThat(point.get(3)).isCloseTo(mean, Offset.offset(1e-12));
            assertThat(List.of(point.get(0), point.get(1), point.get(2), mean, point.get(4)))
                    .isEqualTo(expected.get(i));
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + relay.port() + path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
