// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spout while Kafka is away. */
final class KafkaOutageIT {

    /** Long enough for two commits to get no answer. */
    private static final Duration OUTAGE = Duration.ofSeconds(12);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void spoutWaitsWithWhatIsToBeCommittedAndGoesOn() throws Exception {
        int port = freePort();
        LocalServers kafka = start(port);
        try (TestTopic topic = new TestTopic(kafka.kafkaBootstrap(), 1);
                SpoutHarness spout = new SpoutHarness(topic.settings(), topic.id(), new RunCaps(10, 1 << 20), 500)) {
            topic.append(0, 20);
            spout.runUntil(() -> read(spout) == 20);
            kafka.close();
            spout.answer(run -> true);
            long start = System.nanoTime();
            spout.runUntil(() -> System.nanoTime() - start > OUTAGE.toNanos());
            kafka = start(port);
            assertThat(topic.committed(0)).isZero();
            topic.append(0, 10);
            spout.runUntil(() -> topic.committed(0) == 30, run -> true);
            assertThat(read(spout)).isEqualTo(30);
        } finally {
            kafka.close();
        }
    }

    private static long read(SpoutHarness spout) {
        return spout.emitted().stream().mapToLong(Run::end).max().orElse(0);
    }

    private LocalServers start(int port) throws ServerStartException, InterruptedException {
        LocalServersConfig config = new LocalServersConfig(
                Path.of(System.getProperty("foursigma.home")),
                folder,
                new ServerPorts(port, 0, 0, 0),
                LocalServersConfig.DEFAULT_START_DEADLINE);
        return LocalServers.start(config, EnumSet.of(ServerKind.KAFKA), ready -> {});
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
