// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What our images hold. They may stand on nothing ("scratch"): what is looked at here is what the build adds. */
@Tag("images")
final class ImagesIT {

    private static final String CLASS_PATH_FILE = "app/jib-classpath-file";
    private static final String FAT_JAR = "foursigma/foursigma-topology.jar";

    @ParameterizedTest
    @CsvSource({
        "dashboard/target, foursigma/relay, Foursigma relay, 10001:10001",
        "ingest/target, foursigma/simulator, Foursigma simulator, 10001:10001",
        "ingest/target/collector, foursigma/collector, Foursigma collector, 10001:10001",
        "webhooks/target, foursigma/webhooks, Foursigma webhooks, 10001:10001",
        "topology/target, foursigma/submitter, Foursigma submitter, storm"
    })
    void itIsNamedAndLabelledAndDoesNotRunAsRoot(String module, String name, String title, String user)
            throws IOException {
        ImageTar image = ImageTar.of(module);
        String version = image.tag().substring(image.tag().indexOf(':') + 1);
        assertThat(image.tag()).isEqualTo(name + ":" + version);
        assertThat(image.config().path("config").path("User").asText()).isEqualTo(user);
        assertThat(image.config().path("created").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(image.config().path("config").path("Labels").toString())
                .contains("\"org.opencontainers.image.title\":\"" + title + "\"")
                .contains("\"org.opencontainers.image.licenses\":\"Apache-2.0\"")
                .contains("\"org.opencontainers.image.version\":\"" + version + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "dashboard/target, io/foursigma/dashboard/RelayMain",
        "ingest/target, io/foursigma/ingest/SimulatorMain",
        "ingest/target/collector, io/foursigma/ingest/collect/CollectorMain",
        "webhooks/target, io/foursigma/webhooks/WebhooksMain"
    })
    void ourProcessStartsFromFilesThatAreAllThere(String module, String main) throws IOException {
        ImageTar image = ImageTar.of(module);
        Map<String, byte[]> files = image.allFiles();
        assertThat(image.entryPoint()).containsExactly("java", "-cp", "@/" + CLASS_PATH_FILE, main.replace('/', '.'));
        List<String> classPath = List.of(new String(files.get(CLASS_PATH_FILE), ISO_8859_1).split(":", -1));
        assertThat(classPath).startsWith("/app/resources", "/app/classes").hasSizeGreaterThan(10);
        assertThat(classPath.subList(2, classPath.size()))
                .allSatisfy(jar -> assertThat(files).containsKey(jar.substring(1)));
        assertThat(files).containsKeys("app/classes/" + main + ".class", "app/resources/log4j2.xml");
        assertThat(classPath).anyMatch(jar -> jar.contains("/log4j-slf4j2-impl-"));
        assertThat(classPath).noneMatch(jar -> jar.contains("/storm-") || jar.contains("junit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard/target", "ingest/target", "ingest/target/collector", "webhooks/target"})
    void whatChangesSeldomLiesInALayerOfItsOwn(String module) throws IOException {
        List<Map<String, byte[]>> layers = ImageTar.of(module).layers();
        assertThat(layers)
                .filteredOn(layer -> holds(layer, "app/libs/"))
                .allSatisfy(layer -> assertThat(layer)
                        .allSatisfy((path, bytes) -> assertThat(path).startsWith("app/libs/")));
        assertThat(layers)
                .filteredOn(layer -> holds(layer, "app/libs/jackson-"))
                .singleElement()
                .satisfies(layer -> assertThat(layer.keySet()).noneMatch(path -> path.contains("foursigma")));
        assertThat(layers).filteredOn(layer -> holds(layer, "app/classes/")).hasSize(1);
    }

    @Test
    void thePageIsInTheRelayAndItsPortIsExposed() throws IOException {
        ImageTar relay = ImageTar.of("dashboard/target");
        assertThat(relay.allFiles()).containsKey("app/resources/io/foursigma/dashboard/page/index.html");
        assertThat(relay.config().path("config").path("ExposedPorts").has("8080/tcp"))
                .isTrue();
    }

    @Test
    void theCollectorHasAFolderForWhatItKeepsAndItsPortIsExposed() throws IOException {
        ImageTar collector = ImageTar.of("ingest/target/collector");
        assertThat(collector.allFiles()).containsKey("var/lib/foursigma/README");
        assertThat(collector.folders().get("var/lib/foursigma/")).isEqualTo(0777);
        assertThat(collector.config().path("config").path("ExposedPorts").has("8090/tcp"))
                .isTrue();
    }

    @Test
    void theSubmitterHoldsTheJarForStormAndNothingElse() throws IOException {
        ImageTar submitter = ImageTar.of("topology/target");
        assertThat(submitter.entryPoint())
                .containsExactly("storm", "jar", "/" + FAT_JAR, "io.foursigma.topology.TopologyMain");
        assertThat(submitter.allFiles()).containsOnlyKeys(FAT_JAR);
        Set<String> entries = entries(submitter.allFiles().getOrDefault(FAT_JAR, new byte[0]));
        assertThat(entries)
                .contains(
                        "io/foursigma/topology/TopologyMain.class",
                        "org/apache/storm/kafka/spout/KafkaSpout.class",
                        "com/datastax/oss/driver/api/core/CqlSession.class",
                        "com/fasterxml/jackson/core/JsonFactory.class")
                .doesNotContain("org/apache/storm/StormSubmitter.class", "org/slf4j/Logger.class")
                .noneMatch(entry -> entry.startsWith("org/apache/logging/log4j/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dashboard/target",
                "ingest/target",
                "ingest/target/collector",
                "topology/target",
                "webhooks/target"
            })
    void nothingSecretIsInIt(String module) throws IOException {
        ImageTar image = ImageTar.of(module);
        assertThat(image.config().path("config").path("Env")).isEmpty();
        assertThat(image.allFiles().keySet())
                .noneMatch(path -> path.matches("(?i).*(\\.env|\\.pem|\\.key|\\.p12|\\.jks|settings\\.xml|\\.git/.*)"));
    }

    private static boolean holds(Map<String, byte[]> layer, String beginning) {
        return layer.keySet().stream().anyMatch(path -> path.startsWith(beginning));
    }

    private static Set<String> entries(byte[] jar) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
