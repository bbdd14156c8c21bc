// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images of the file are pinned, and are those that the code was written for. */
final class ComposeImagesTest {

    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[A-Za-z0-9._-]*");

    private final ComposeFile compose = ComposeFile.read();
    private final String pom = ComposeFile.file("pom.xml");

    @Test
    void everyImageHasATagThatNamesAVersion() {
        assertThat(compose.services())
                .allSatisfy((name, service) ->
                        assertThat(service.path("image").asText()).matches(PINNED));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, kafka.version",
        "cassandra, cassandra.version",
        "elasticsearch, elasticsearch.version",
        "kibana, elasticsearch.version",
        "nimbus, storm.version",
        "supervisor, storm.version",
        "storm-ui, storm.version"
    })
    void theServerHasTheVersionThatTheTestsRunAgainst(String service, String property) {
        assertThat(image(service)).endsWith(":" + pomProperty(property));
    }

    @Test
    void theSubmitterIsBuiltOnTheSameStorm() {
        assertThat(pomProperty("foursigma.image.storm")).isEqualTo(image("nimbus"));
    }

    @ParameterizedTest
    @CsvSource({
        "relay, dashboard",
        "collector, ingest",
        "simulator, ingest",
        "submitter, topology",
        "webhooks, webhooks"
    })
    void ourImagesAreThoseThatTheModulesBuildAndAreNeverFetched(String service, String module) {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(image(service)).isEqualTo("foursigma/" + service + ":" + version.group(1));
        assertThat(ComposeFile.file(module + "/pom.xml"))
                .contains("<image>foursigma/" + service + ":${project.version}</image>");
        assertThat(compose.service(service).path("pull_policy").asText()).isEqualTo("never");
    }

    @ParameterizedTest
    @CsvSource({
        "dashboard, io.foursigma.dashboard.RelayMain",
        "ingest, io.foursigma.ingest.SimulatorMain",
        "ingest, io.foursigma.ingest.collect.CollectorMain",
        "topology, io.foursigma.topology.TopologyMain",
        "webhooks, io.foursigma.webhooks.WebhooksMain"
    })
    void theMainClassOfAnImageIsInItsModule(String module, String main) {
        assertThat(ComposeFile.file(module + "/pom.xml")).contains(">" + main + "<");
        assertThat(ComposeFile.path(module + "/src/main/java/" + main.replace('.', '/') + ".java"))
                .exists();
    }

    @Test
    void theOptionsOfTheSimulatorExist() {
        String options = ComposeFile.file("ingest/src/main/java/io/foursigma/ingest/SimulatorOptions.java");
        Set<String> given = Set.of("--simulator", "--sensors");
        assertThat(compose.service("simulator").path("command"))
                .filteredOn(word -> word.asText().startsWith("--"))
                .allSatisfy(word -> {
                    assertThat(given).contains(word.asText());
                    assertThat(options).contains("names = \"" + word.asText() + "\"");
                });
    }

    @Test
    void theHealthCheckOfTheRelayAsksAPathThatItServes() {
        String path = "/api/health";
        assertThat(compose.service("relay").path("healthcheck").path("test").toString())
                .contains("http://127.0.0.1:8080" + path);
        assertThat(ComposeFile.file("dashboard/src/main/java/io/foursigma/dashboard/Api.java"))
                .contains("\"" + path + "\"");
    }

    @Test
    void theHealthCheckOfTheCollectorAsksAPathThatItServes() {
        assertThat(compose.service("collector").path("healthcheck").path("test").toString())
                .contains("http://127.0.0.1:8090/metrics");
        assertThat(ComposeFile.file("ingest/src/main/java/io/foursigma/ingest/http/HttpSource.java"))
                .contains("\"/metrics\"");
    }

    private String image(String service) {
        return compose.service(service).path("image").asText();
    }

    private String pomProperty(String name) {
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        assertThat(property.find()).as(name).isTrue();
        return property.group(1);
    }
}
