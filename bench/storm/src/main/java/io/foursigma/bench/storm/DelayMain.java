// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.bench.workload.Acknowledgement;
import io.foursigma.bench.workload.Milestone;
import io.foursigma.bench.workload.Task;
import io.foursigma.local.storm.InProcessCluster;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.RealStores;
import io.foursigma.stores.Stores;
import io.foursigma.topology.FoursigmaTopology;
import io.foursigma.topology.TopologyConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.storm.LocalCluster;

/**
 * Runs the whole topology on a Storm cluster within this process while readings come in, and writes down when the stores
 * acknowledge what. What it has come to is told by {@link Milestone}s.
 */
public final class DelayMain {

    private DelayMain() {}

    /**
     * Runs until the parent ends the process. It does not end by itself, because the latest values, which nobody
     * acknowledges, may be on their way when the last offset is committed.
     *
     * @param args the task's folder
     * @throws Exception if it cannot be run
     */
    public static void main(String[] args) throws Exception {
        Task task = Task.read(Path.of(args[0]));
        Settings settings = TopologyTask.settings(task);
        Path log = Files.createFile(task.folder().resolve(Acknowledgement.FILE));
        Stores real = new RealStores(settings);
        Stores stores = new WatchedStores(real, real, new AcknowledgementLog(log.toString()));
        LocalCluster cluster = InProcessCluster.start(task.folder());
        cluster.submitTopology(
                settings.get(SettingsTable.TOPOLOGY_NAME),
                TopologyConfig.of(settings),
                FoursigmaTopology.of(settings, stores, TopologyTask.topic(task)));
        Milestone.SUBMITTED.reach(task.folder());
        TopologyTask.awaitCommitted(task, task.readings());
        Milestone.COMMITTED.reach(task.folder());
        Thread.currentThread().join();
    }
}
