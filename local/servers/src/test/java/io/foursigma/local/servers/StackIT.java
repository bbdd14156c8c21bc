// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.testing.ListeningSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of whole stacks: where they listen, what they keep, and that two never meet. */
class StackIT {

    @TempDir
    Path folder;

    @Test
    void twoStacksListenOnLoopbackOnlyAndNeverMeet() throws Exception {
        LocalServers one = Stacks.start(null);
        try (one;
                LocalServers two = Stacks.start(null)) {
            Set<Integer> portsOfOne = portsOnLoopback(one);
            assertThat(portsOfOne).hasSizeGreaterThanOrEqualTo(7).doesNotContainAnyElementsOf(portsOnLoopback(two));
            Stacks.mark(one, "one");
            Stacks.mark(two, "two");
            assertMarks(one, "one");
            assertMarks(two, "two");
        }
        assertThat(one.processes()).noneMatch(ServerProcess::alive);
        assertThat(one.data()).doesNotExist();
    }

    @Test
    void dataOutliveKilledServersAndClosedStacks() throws Exception {
        Path data = folder.resolve("data");
        try (LocalServers killed = Stacks.start(data)) {
            Stacks.mark(killed, "first");
            assertThatThrownBy(() -> Stacks.start(data))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll(data.toString(), "in use by another running stack", "choose another");
            killAll(killed);
        }
        try (LocalServers closed = Stacks.start(data)) {
            assertMarks(closed, "first");
            Stacks.mark(closed, "second");
        }
        try (LocalServers last = Stacks.start(data)) {
            assertMarks(last, "first", "second");
        }
        assertThat(data).isDirectory();
    }

    /** The servers themselves, so that the script above Redis is seen to follow it. */
    private static void killAll(LocalServers servers) throws Exception {
        for (ServerProcess process : servers.processes()) {
            ProcessHandle child = ProcessHandle.of(process.pid()).orElseThrow();
            child.children().findFirst().orElse(child).destroyForcibly();
            child.onExit().get(10, TimeUnit.SECONDS);
        }
        ChildExit death = servers.unexpectedExit().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(death.status()).isEqualTo(128 + 9);
        assertThat(death.describe()).contains(death.name(), death.log().toString());
        assertThat(servers.processes()).noneMatch(ServerProcess::alive);
    }

    private static Set<Integer> portsOnLoopback(LocalServers servers) throws IOException {
        Set<Integer> ports = new HashSet<>();
        for (ServerProcess process : servers.processes()) {
            List<InetSocketAddress> listening =
                    ListeningSockets.of(ProcessHandle.of(process.pid()).orElseThrow());
            assertThat(listening)
                    .as(process.name())
                    .isNotEmpty()
                    .allMatch(address -> address.getAddress().isLoopbackAddress());
            listening.forEach(address -> ports.add(address.getPort()));
        }
        return ports;
    }

    /** Topics are the marks in Kafka; all four hold these and no other. */
    private static void assertMarks(LocalServers servers, String... marks) throws Exception {
        assertThat(Stacks.kafkaMarks(servers)).containsExactlyInAnyOrder(marks);
        assertThat(Stacks.cassandraMarks(servers)).containsExactlyInAnyOrder(marks);
        assertThat(Stacks.elasticsearchMarks(servers)).containsExactlyInAnyOrder(marks);
        assertThat(Stacks.redisMarks(servers)).containsExactlyInAnyOrder(marks);
    }
}
