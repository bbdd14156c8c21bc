// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.storm;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.LocalCluster;
import org.apache.storm.metricstore.NoOpMetricStore;

/** A Storm cluster within this process: one supervisor, one worker, a ZooKeeper of its own. */
public final class InProcessCluster {

    private InProcessCluster() {}

    /**
     * Starts one that lives as long as the process, so nobody needs to close it.
     *
     * @param folder where it writes, empty at first
     * @throws Exception if it cannot be started
     */
    @SuppressWarnings("resource")
    public static LocalCluster start(Path folder) throws Exception {
        Map<String, Object> config = new HashMap<>();
        config.put(Config.STORM_ZOOKEEPER_SERVERS, List.of("127.0.0.1"));
        config.put(Config.STORM_ZOOKEEPER_PORT, LoopbackZooKeeper.start(folder.resolve("zookeeper")));
        config.put(Config.STORM_LOCAL_DIR, folder.resolve("storm-local").toString());
        config.put(Config.STORM_LOCAL_HOSTNAME, "127.0.0.1");
        config.put(DaemonConfig.STORM_METRIC_STORE_CLASS, NoOpMetricStore.class.getName());
        return new LocalCluster.Builder()
                .withSupervisors(1)
                .withPortsPerSupervisor(1)
                .withDaemonConf(config)
                .build();
    }
}
