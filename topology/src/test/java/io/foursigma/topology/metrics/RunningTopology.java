// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.kafka.KafkaTopics;
import io.foursigma.stores.memory.InMemoryStores;
import io.foursigma.topology.FoursigmaTopology;
import io.foursigma.topology.TopologyConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.LocalCluster;
import org.apache.storm.metricstore.NoOpMetricStore;
import org.apache.storm.shade.org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.storm.shade.org.apache.zookeeper.server.ZooKeeperServer;

/** The topology between a real Kafka and stores in memory, on a Storm cluster within this JVM. */
final class RunningTopology {

    private static final int SLOT_PORT = 6_700;

    private final InMemoryStores stores = InMemoryStores.create();
    private final NIOServerCnxnFactory zooKeeper;
    private final LocalCluster cluster;

    /**
     * Starts it.
     *
     * @param settings where Kafka is, and more
     * @param metricsPort where it shall serve its metrics
     * @param folder for what is written, empty at first
     */
    RunningTopology(Settings settings, int metricsPort, Path folder) throws Exception {
        zooKeeper = zooKeeper(folder.resolve("zookeeper"));
        Map<String, Object> config = new HashMap<>();
        config.put(Config.STORM_ZOOKEEPER_SERVERS, List.of("127.0.0.1"));
        config.put(Config.STORM_ZOOKEEPER_PORT, zooKeeper.getLocalPort());
        config.put(Config.STORM_LOCAL_DIR, folder.resolve("storm-local").toString());
        config.put(Config.STORM_LOCAL_HOSTNAME, "127.0.0.1");
        config.put(DaemonConfig.STORM_METRIC_STORE_CLASS, NoOpMetricStore.class.getName());
        cluster = new LocalCluster.Builder()
                .withSupervisors(1)
                .withPortsPerSupervisor(1)
                .withSupervisorSlotPortMin(SLOT_PORT)
                .withDaemonConf(config)
                .build();
        Settings served = settings.with(SettingsTable.METRICS_PORT_OFFSET, Integer.toString(metricsPort - SLOT_PORT));
        cluster.submitTopology(
                served.get(SettingsTable.TOPOLOGY_NAME),
                TopologyConfig.of(served),
                FoursigmaTopology.of(served, stores, new KafkaTopics(served).ensure()));
    }

    /** On the loopback address only; the one that Storm's local mode brings listens everywhere. */
    private static NIOServerCnxnFactory zooKeeper(Path folder) throws Exception {
        System.setProperty("zookeeper.admin.enableServer", "false");
        NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
        connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        connections.startup(new ZooKeeperServer(folder.toFile(), folder.toFile(), 2_000));
        return connections;
    }

    InMemoryStores stores() {
        return stores;
    }

    /** Ends it; it does not come back. */
    void stop() throws Exception {
        cluster.close();
        zooKeeper.shutdown();
    }
}
