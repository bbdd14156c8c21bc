// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptServersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WRITES = 50;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void killedServersComeBackOnTheirPortsWithAllThatTheyHadAcknowledged() throws Exception {
        try (LocalServers servers = LocalServers.startKept(
                Stacks.config(folder, ServerPorts.FREE), Stacks.ALL, ready -> {}, told::add, () -> {})) {
            Stacks.mark(servers, "before");
            Map<String, Long> pids = pids(servers);
            writeAndKillAtOnce(servers);
            for (ServerKind kind : List.of(ServerKind.KAFKA, ServerKind.ELASTICSEARCH, ServerKind.REDIS)) {
                servers.kept(kind).endFor(Duration.ZERO);
            }
            await().atMost(PATIENCE)
                    .until(() -> told.stream()
                                    .filter(line -> line.endsWith("is started again"))
                                    .count()
                            == 4);
            assertThat(pids(servers).values()).doesNotContainAnyElementsOf(pids.values());
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                assertThat(Stacks.kafkaMarks(servers)).contains("before");
                assertThat(Stacks.elasticsearchMarks(servers)).contains("before");
                assertThat(Stacks.redisMarks(servers)).contains("before");
                assertThat(Stacks.cassandraMarks(servers)).hasSize(WRITES + 1);
            });
        }
    }

    @Test
    void aServerThatIsKeptAwayComesBackAfterThatTimeAndNotBefore() throws Exception {
        Duration away = Duration.ofSeconds(3);
        try (LocalServers servers = LocalServers.startKept(
                Stacks.config(folder, ServerPorts.FREE),
                EnumSet.of(ServerKind.REDIS),
                ready -> {},
                told::add,
                () -> {})) {
            long start = System.nanoTime();
            servers.kept(ServerKind.REDIS).endFor(away);
            await().atMost(PATIENCE).until(() -> told.contains("Redis is started again"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(away);
        }
    }

    /** A killed Cassandra has every write that it has acknowledged, also those of its last milliseconds. */
    private static void writeAndKillAtOnce(LocalServers servers) {
        try (CqlSession session = Stacks.session(servers)) {
            for (int i = 0; i < WRITES; i++) {
                session.execute("INSERT INTO marks.marks (mark) VALUES (?)", "write-" + i);
            }
            servers.kept(ServerKind.CASSANDRA).endFor(Duration.ZERO);
        }
    }

    private static Map<String, Long> pids(LocalServers servers) {
        return servers.processes().stream().collect(Collectors.toMap(ServerProcess::name, ServerProcess::pid));
    }
}
