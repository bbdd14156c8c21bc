// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar for {@code storm jar} holds what a worker needs and does not have. */
final class TopologyJarIT {

    private static final Path JAR =
            Path.of(System.getProperty("foursigma.home"), "topology", "target", "foursigma-topology.jar");

    @Test
    void holdsOurClassesAndLibrariesButNothingThatStormBrings() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> entries = jar.stream().map(ZipEntry::getName).toList();
            assertThat(entries)
                    .doesNotHaveDuplicates()
                    .contains("io/foursigma/topology/TopologyMain.class")
                    .contains("org/apache/storm/kafka/spout/KafkaSpout.class")
                    .contains("org/apache/kafka/clients/consumer/KafkaConsumer.class")
                    .contains("com/datastax/oss/driver/api/core/CqlSession.class")
                    .contains("io/foursigma/schemas/redis/latest.lua")
                    .noneMatch(name -> name.startsWith("org/slf4j/"))
                    .noneMatch(name -> name.startsWith("org/apache/logging/"))
                    .noneMatch(name -> name.startsWith("com/codahale/metrics/"))
                    .noneMatch(name -> name.startsWith("org/apache/storm/")
                            && name.endsWith(".class")
                            && !name.startsWith("org/apache/storm/kafka/"))
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
            assertThat(jar.getManifest().getMainAttributes())
                    .containsEntry(Attributes.Name.MAIN_CLASS, "io.foursigma.topology.TopologyMain");
            assertThat(text(jar, "reference.conf")).contains("datastax-java-driver {");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
    }
}
