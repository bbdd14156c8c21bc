// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.cluster.Foursigma;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code foursigma chaos} on topologies that leave out a part of the protocol: a detector that has never found anything
 * proves nothing.
 */
@Tag("long")
final class ChaosDetectsIT {

    private static final Path CLASSES = Path.of("io", "foursigma", "topology");

    @TempDir
    private Path folder = Path.of("");

    private Path jar = Path.of("");

    /** The topology's jar, with its tests' classes added. */
    @BeforeEach
    void packFaultyTopologies() throws IOException {
        Path topology = Home.folder().resolve("topology/target");
        jar = Files.copy(topology.resolve("foursigma-topology.jar"), folder.resolve("faulty.jar"));
        try (FileSystem packed = FileSystems.newFileSystem(jar);
                Stream<Path> classes =
                        Files.list(topology.resolve("test-classes").resolve(CLASSES))) {
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        packed.getPath(CLASSES.toString())
                                .resolve(file.getFileName().toString()));
            }
        }
    }

    /** A worker is killed while runs are on their way to it. It is back before they come again, and later runs come first. */
    @Test
    void readingsAreLostWithoutKafkasOrder() throws Exception {
        assertStatisticsDiffer("WithoutOrderMain", 1, "--rate", "100", "--readings", "1");
    }

    /**
     * A worker that stood still wakes up, and what it had not flushed lands upon what others have applied since. Sensors
     * are many, so that most of those that it spoils do not speak again before the end.
     */
    @Test
    void oldStateComesBackWithoutTheFence() throws Exception {
        assertStatisticsDiffer("WithoutFenceMain", 43, "--sensors", "5000", "--readings", "1");
    }

    /** The seeds choose one fault: worker killed, zombie. */
    private void assertStatisticsDiffer(String main, long seed, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "chaos",
                "--kills",
                "1",
                "--seed",
                Long.toString(seed),
                "--report",
                folder.toString(),
                "--data",
                folder.resolve("cluster").toString(),
                "--topology-jar",
                jar.toString(),
                "--main",
                "io.foursigma.topology." + main));
        arguments.addAll(List.of(more));
        Foursigma chaos = Foursigma.run(Map.of(), arguments.toArray(String[]::new));
        assertThat(chaos.exitCode()).as("%s", chaos.output()).isEqualTo(1);
        Path report = folder.resolve("seed-" + seed + "-kills-1.json");
        assertThat(report).as("%s", chaos.output()).exists();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("passed").asBoolean()).isFalse();
        assertThat(json.get("checks"))
                .as("%s", chaos.output())
                .anySatisfy(check -> assertThat(check.get("name").asText().startsWith("Counts of sensors")
                                && check.get("different").asLong() > 0)
                        .isTrue());
    }
}
