// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.bench.workload.Meter;
import io.foursigma.bench.workload.Task;
import io.foursigma.local.storm.InProcessCluster;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.RealStores;
import io.foursigma.stores.Stores;
import io.foursigma.stores.memory.InMemoryStores;
import io.foursigma.topology.FoursigmaTopology;
import io.foursigma.topology.TopologyConfig;
import java.nio.file.Path;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.StormTopology;

/** Runs the topology on a Storm cluster within this process. */
public final class StormContestantMain {

    private StormContestantMain() {}

    /**
     * Does the task.
     *
     * @param args the task's folder
     * @throws Exception if it cannot be done
     */
    public static void main(String[] args) throws Exception {
        Task task = Task.read(Path.of(args[0]));
        Variant variant = Variant.valueOf(task.other("variant"));
        long documents = Long.parseLong(task.other("documents"));
        Settings settings = TopologyTask.settings(task);
        ReadingsTopic topic = TopologyTask.topic(task);
        InMemoryStores memory = InMemoryStores.create();
        Stores real = new RealStores(settings);
        Stores stores = new WatchedStores(variant == Variant.FULL ? real : memory, real, Done.OF_THIS_PROCESS);
        StormTopology topology = FoursigmaTopology.of(settings, stores, topic);
        Config config = TopologyConfig.of(settings);
        if (variant == Variant.STOCK_SPOUT) {
            StockSpout.replaceReadings(topology, settings, topic);
            config.setMaxSpoutPending(Integer.parseInt(task.other("stock-max-pending")));
        }
        LocalCluster cluster = InProcessCluster.start(task.folder());
        int buckets = settings.get(SettingsTable.STATE_BUCKETS);
        long before = Long.parseLong(task.other("readings-before"));
        long all = before + task.readings();
        Meter meter = Meter.start(
                task,
                () -> Done.OF_THIS_PROCESS.readings(buckets, all, documents) - before,
                Done.OF_THIS_PROCESS::flushes);
        cluster.submitTopology(settings.get(SettingsTable.TOPOLOGY_NAME), config, topology);
        meter.await();
        TopologyTask.awaitCommitted(task, all);
        System.exit(0);
    }

    /** Which of the three. */
    enum Variant {
        /** As it is. */
        FULL,
        /** Its state, its insights and its latest values are kept in memory. */
        IN_MEMORY,
        /** The same with Storm's own spout. */
        STOCK_SPOUT
    }
}
