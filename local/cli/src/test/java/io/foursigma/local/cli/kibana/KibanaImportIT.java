// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foursigma.local.cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code foursigma kibana import} against a server that imports as Kibana's documentation says. */
final class KibanaImportIT {

    private static final Path OBJECTS =
            Path.of(System.getProperty("foursigma.home"), "deploy", "kibana", "foursigma.ndjson");

    @TempDir
    private Path folder = Path.of("");

    private final SmallKibana kibana;

    KibanaImportIT() throws IOException {
        kibana = new SmallKibana();
    }

    @AfterEach
    void stop() {
        kibana.close();
    }

    @Test
    void objectsAreThereAfterwardsHoweverOftenItRuns() throws IOException {
        int objects = Files.readAllLines(OBJECTS).size();
        for (int i = 0; i < 2; i++) {
            Ran ran = run(kibana.url() + '/');
            assertThat(ran.exitCode()).as(ran.output()).isZero();
            assertThat(ran.output())
                    .contains(objects + " objects are in Kibana: " + kibana.url()
                            + "/app/dashboards#/view/foursigma-overview");
            assertThat(kibana.objects()).hasSize(objects).containsKey("dashboard foursigma-overview");
        }
    }

    @Test
    void dataViewsLookAtTheIndexesThatAreSet() {
        Ran ran = run(kibana.url(), "-c", "elasticsearch.prefix=plant_2");
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        Map<String, JsonNode> objects = kibana.objects();
        assertThat(objects.entrySet())
                .filteredOn(object -> object.getKey().startsWith("index-pattern "))
                .isNotEmpty()
                .allSatisfy(view -> assertThat(
                                view.getValue().path("attributes").path("title").asText())
                        .startsWith("plant_2-"));
        assertThat(objects)
                .hasEntrySatisfying(
                        "lens foursigma-course",
                        panel -> assertThat(
                                        panel.path("attributes").path("title").asText())
                                .isEqualTo("Foursigma: course"));
    }

    @Test
    void objectsThatAreRefusedAreTold() throws IOException {
        String alone = Files.readAllLines(OBJECTS).stream()
                .filter(line -> line.contains("\"id\":\"foursigma-course\","))
                .findFirst()
                .orElseThrow();
        ImportAnswer answer = new KibanaHttp(kibana.url(), null).importObjects(alone.getBytes(StandardCharsets.UTF_8));
        assertThat(answer)
                .isEqualTo(new ImportAnswer(false, 0, List.of("  lens foursigma-course: missing_references")));
    }

    @Test
    void whoAsksIsSaidWithAFileThatNobodySees() throws IOException {
        kibana.asksFor("Basic YW5uYTpzw6ljcmV0");
        Path password = Files.writeString(folder.resolve("password"), "sécret\n");
        Ran nobody = run(kibana.url());
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.output()).contains("does not know who asks: give --user and --password-file", "HTTP 401");
        Ran anna = run(kibana.url(), "--user", "anna", "--password-file", password.toString());
        assertThat(anna.exitCode()).as(anna.output()).isZero();
        assertThat(anna.output()).doesNotContain("sécret");
        kibana.asksFor("ApiKey a2V5");
        Path key = Files.writeString(folder.resolve("key"), "a2V5");
        assertThat(run(kibana.url(), "--api-key-file", key.toString()).exitCode())
                .isZero();
        Ran nofile = run(kibana.url(), "--api-key-file", folder.resolve("none").toString());
        assertThat(nofile.exitCode()).isEqualTo(2);
        assertThat(nofile.output()).contains("--api-key-file").contains("cannot be read");
    }

    @Test
    void kibanaThatIsNotReadyNotThereOrAnotherServerIsTold() {
        kibana.starting();
        Ran early = run(kibana.url());
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.output()).contains("is not ready yet: wait until it is", "HTTP 503");
        Ran away = run("http://127.0.0.1:1");
        assertThat(away.exitCode()).isEqualTo(2);
        assertThat(away.output().lines()).singleElement().asString().contains("start it, or correct --kibana");
        for (String none : List.of("kibana", "ftp://127.0.0.1", "http://a b")) {
            Ran wrong = run(none);
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.output()).contains("give an address such as http://127.0.0.1:5601");
        }
        Ran open = run("http://anna:secret@127.0.0.1:1");
        assertThat(open.exitCode()).isEqualTo(2);
        assertThat(open.output()).contains("--password-file").doesNotContain("secret");
    }

    @Test
    void pathThatIsNotKibanasIsTold() {
        Ran ran = run(kibana.url() + "/elsewhere");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output()).contains("give its base path and its space");
    }

    private static Ran run(String url, String... more) {
        List<String> words = new ArrayList<>(List.of("--kibana", url));
        words.addAll(List.of(more));
        return Ran.of(List.of("kibana", "import"), List.of(), words.toArray(String[]::new));
    }
}
