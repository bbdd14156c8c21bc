// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code foursigma retention} on indexes of its own, and on others whose names are like theirs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RetentionIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.ELASTICSEARCH);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final YearMonth now = YearMonth.now(ZoneOffset.UTC);

    private final Set<String> foreign = Set.of(
            "kept-notes-2012.01",
            "kept-anomalies-2012.01-copy",
            "kept-anomalies-2012.13",
            "kept-anomalies-old",
            "kept2-anomalies-2012.01",
            "not-kept-anomalies-2012.01");

    @BeforeAll
    void fill() throws Exception {
        for (String index : foreign) {
            put(index);
        }
        for (int ago : List.of(0, 2, 3, 30)) {
            put(index("anomalies", ago));
            put(index("windows", ago));
            put(index("ledger", ago));
        }
        put("kept-anomalies-archive");
        put("kept-windows-archive");
        // Elasticsearch would not delete what is only another name of a foreign index.
        send(
                "POST",
                "_aliases",
                "{\"actions\":[{\"add\":{\"index\":\"kept-notes-2012.01\",\"alias\":\"kept-anomalies-2011.01\"}}]}");
    }

    @Test
    void onlyOwnIndexesOfPastMonthsGoAndThoseNotTwice() throws Exception {
        Set<String> before = indexes();
        Ran dry = run("--keep", "2M", "--dry-run");
        assertThat(dry.exitCode()).as(dry.output()).isZero();
        assertThat(dry.output().lines())
                .filteredOn(line -> line.contains("would be deleted"))
                .hasSize(7);
        assertThat(dry.output())
                .containsPattern(
                        index("anomalies", 3).replace(".", "\\.") + " +1 documents +[0-9.]+ MiB  would be deleted")
                .containsPattern("6 indexes +6 documents")
                .contains("Kept are " + now.minusMonths(2) + " and later, and the archives");
        assertThat(indexes()).isEqualTo(before);

        Ran real = run("--keep", "2M");
        assertThat(real.exitCode()).as(real.output()).isZero();
        assertThat(withoutSizes(real)).isEqualTo(withoutSizes(dry).replace("would be deleted", "deleted"));
        Set<String> left = new TreeSet<>(before);
        for (int ago : List.of(3, 30)) {
            left.removeAll(List.of(index("anomalies", ago), index("windows", ago), index("ledger", ago)));
        }
        assertThat(indexes()).isEqualTo(left);

        assertThat(run("--keep", "2M").output()).containsPattern("0 indexes +0 documents");
        assertThat(indexes()).isEqualTo(left).containsAll(foreign);
    }

    @Test
    void archivesGoWhenThatIsSaid() throws Exception {
        Ran ran = run("--keep", "100y", "--archive");
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("kept-anomalies-archive", "kept-windows-archive", "2 indexes");
        assertThat(indexes())
                .contains(index("anomalies", 2))
                .doesNotContain("kept-anomalies-archive", "kept-windows-archive");
    }

    @Test
    void wrongNumberOfMonthsDeletesNothing() throws Exception {
        Set<String> before = indexes();
        for (String keep : List.of("12", "0M", "-1M", "12m", "1 M", "12345M", "")) {
            Ran ran = run("--keep", keep);
            assertThat(ran.exitCode()).as(keep).isEqualTo(2);
            assertThat(ran.output()).contains("--keep = '" + keep + "': give months, such as 12M");
        }
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(indexes()).isEqualTo(before);
    }

    @Test
    void elasticsearchThatIsAwayIsTold() {
        Ran ran = Ran.of(List.of("retention"), List.of("elasticsearch.url=http://127.0.0.1:1"), "--keep", "1M");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output().lines()).singleElement().asString().contains("correct elasticsearch.url");
    }

    @Test
    void yearsAreTwelveMonths() {
        YearMonth march = YearMonth.of(2026, 3);
        assertThat(RetentionCommand.first(march, "12M")).isEqualTo(YearMonth.of(2025, 3));
        assertThat(RetentionCommand.first(march, "2y")).isEqualTo(YearMonth.of(2024, 3));
        assertThatThrownBy(() -> RetentionCommand.first(march, "1d")).isInstanceOf(CliException.class);
    }

    /** An index that has just been written may still grow or shrink. */
    private static String withoutSizes(Ran ran) {
        return ran.output().replaceAll("[0-9.]+ MiB", "MiB");
    }

    private static Ran run(String... more) {
        return Ran.of(
                List.of("retention"),
                List.of("elasticsearch.prefix=kept", "elasticsearch.url=" + SERVERS.elasticsearch()),
                more);
    }

    private String index(String kind, int monthsAgo) {
        return "kept-" + kind + '-' + DateTimeFormatter.ofPattern("uuuu.MM").format(now.minusMonths(monthsAgo));
    }

    private static void put(String index) throws Exception {
        send("PUT", index + "/_doc/1?refresh=true", "{\"x\":1}");
    }

    private static Set<String> indexes() throws Exception {
        return new TreeSet<>(
                List.of(send("GET", "_cat/indices/*kept*?h=index", "").split("\\s+")));
    }

    private static String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(SERVERS.elasticsearch() + "/" + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }
}
