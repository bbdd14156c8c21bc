// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a start can fail names the server, the reason and the cure, and leaves nothing running. */
class StartFailureIT {

    private static final Duration PATIENT = LocalServersConfig.DEFAULT_START_DEADLINE;

    @TempDir
    Path folder;

    @Test
    void allPortsInUseAreNamedAtOnce() throws IOException {
        try (ServerSocket one = listen();
                ServerSocket two = listen()) {
            ServerPorts ports = new ServerPorts(0, one.getLocalPort(), 0, two.getLocalPort());
            assertThatThrownBy(() -> start(Stacks.HOME, folder, ports, PATIENT, Stacks.ALL))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll(
                            "port " + one.getLocalPort() + " for Cassandra",
                            "port " + two.getLocalPort() + " for Redis",
                            "choose another port");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProjectThatIsNotBuiltIsNamed() {
        assertThatThrownBy(() -> start(folder, folder, ServerPorts.FREE, PATIENT, EnumSet.of(ServerKind.KAFKA)))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll("not built", "mvn package");
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> start(
                        Stacks.HOME, file.resolve("data"), ServerPorts.FREE, PATIENT, EnumSet.of(ServerKind.REDIS)))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll(file.resolve("data").toString(), "choose a folder");
    }

    @Test
    void aServerThatEndsDuringItsStartIsNamedWithItsLastWords() throws IOException {
        Path manifest = folder.resolve("redis/appendonlydir/appendonly.aof.manifest");
        Files.createDirectories(manifest.getParent());
        Files.writeString(manifest, "nonsense\n");
        assertThatThrownBy(() -> start(
                        Stacks.HOME, folder, ServerPorts.FREE, PATIENT, EnumSet.of(ServerKind.REDIS, ServerKind.KAFKA)))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll(
                        "Redis could not start",
                        "AOF",
                        folder.resolve("redis.log").toString());
        assertNothingRunsIn(folder);
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsNamed() throws IOException {
        assertThatThrownBy(() -> start(
                        Stacks.HOME, folder, ServerPorts.FREE, Duration.ofMillis(1), EnumSet.of(ServerKind.KAFKA)))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll("Kafka did not answer within", "kafka.log", "try again");
        assertNothingRunsIn(folder);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void start(Path home, Path data, ServerPorts ports, Duration deadline, Set<ServerKind> kinds)
            throws ServerStartException, InterruptedException {
        LocalServers.start(new LocalServersConfig(home, data, ports, deadline), kinds, ready -> {})
                .close();
    }

    private static void assertNothingRunsIn(Path folder) {
        List<ProcessHandle> children = ProcessHandle.current()
                .descendants()
                .filter(child -> child.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.toString()))
                        .isPresent())
                .toList();
        assertThat(children).isEmpty();
        assertThat(folder.resolve("children")).doesNotExist();
    }
}
