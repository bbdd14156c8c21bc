// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.storm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.storm.shade.org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.storm.shade.org.apache.zookeeper.server.ZooKeeperServer;

/** A ZooKeeper on a free port of the loopback address; the one that Storm's local mode brings listens everywhere. */
final class LoopbackZooKeeper {

    private static final int TICK_MILLIS = 2_000;
    private static final int MAX_CLIENTS = 200;

    private LoopbackZooKeeper() {}

    /** Starts one that lives as long as this process. Returns its port. */
    static int start(Path folder) throws IOException, InterruptedException {
        System.setProperty("zookeeper.admin.enableServer", "false");
        ZooKeeperServer server = new ZooKeeperServer(folder.toFile(), folder.toFile(), TICK_MILLIS);
        NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
        connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MAX_CLIENTS);
        connections.startup(server);
        return connections.getLocalPort();
    }
}
