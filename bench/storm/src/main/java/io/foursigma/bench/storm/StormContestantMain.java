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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.StormTopology;

/** Runs the topology on a Storm cluster within this process. */
public final class StormContestantMain {

    private static final String SETTING = "setting.";
    private static final long LOOK_MILLIS = 50;

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
        Settings settings = Settings.resolve(Map.of(), settings(task));
        ReadingsTopic topic =
                new ReadingsTopic(task.other("topic-id"), Integer.parseInt(task.other("topic-partitions")));
        InMemoryStores memory = InMemoryStores.create();
        Stores real = new RealStores(settings);
        Stores stores = new WatchedStores(variant == Variant.FULL ? real : memory, real);
        StormTopology topology = FoursigmaTopology.of(settings, stores, topic);
        Config config = TopologyConfig.of(settings);
        if (variant == Variant.STOCK_SPOUT) {
            StockSpout.replaceReadings(topology, settings, topic);
            config.setMaxSpoutPending(Integer.parseInt(task.other("stock-max-pending")));
        }
        LocalCluster cluster = InProcessCluster.start(task.folder());
        int buckets = settings.get(SettingsTable.STATE_BUCKETS);
        Meter meter = Meter.start(task, () -> Done.OF_THIS_PROCESS.readings(buckets, task.readings(), documents));
        cluster.submitTopology(settings.get(SettingsTable.TOPOLOGY_NAME), config, topology);
        meter.await();
        awaitCommitted(task, topic);
        System.exit(0);
    }

    /** The spout commits what all sinks have acknowledged: then every anomaly is in its topic. */
    private static void awaitCommitted(Task task, ReadingsTopic topic) throws InterruptedException {
        Set<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(task.topic(), partition))
                .collect(Collectors.toSet());
        try (KafkaConsumer<byte[], byte[]> group = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        task.bootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        task.group()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            while (committed(group, partitions) < task.readings()) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private static long committed(KafkaConsumer<byte[], byte[]> group, Set<TopicPartition> partitions) {
        return group.committed(partitions).values().stream()
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static Map<String, String> settings(Task task) {
        Map<String, String> given = new HashMap<>();
        task.others().forEach((name, text) -> {
            if (name.startsWith(SETTING)) {
                given.put(name.substring(SETTING.length()), text);
            }
        });
        return given;
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
