// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.local.servers.ServerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;

/** A Kafka of a test's own, that may be killed: it comes again on its port, with its data. */
final class OwnKafka {

    private OwnKafka() {}

    static LocalServers start(Path folder) throws IOException, ServerStartException, InterruptedException {
        LocalServersConfig config = new LocalServersConfig(
                Path.of(System.getProperty("foursigma.home")),
                folder,
                new ServerPorts(freePort(), 0, 0, 0),
                LocalServersConfig.DEFAULT_START_DEADLINE);
        return LocalServers.startKept(config, EnumSet.of(ServerKind.KAFKA), ready -> {}, told -> {}, () -> {});
    }

    /** Kills it at once, as {@code kill -9} does. */
    static void kill(LocalServers kafka) {
        long pid = kafka.processes().get(0).pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
