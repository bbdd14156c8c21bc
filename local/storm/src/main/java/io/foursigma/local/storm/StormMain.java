// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.storm;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.RealStores;
import io.foursigma.topology.FoursigmaTopology;
import io.foursigma.topology.TopologyConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.storm.LocalCluster;

/**
 * A Storm cluster within one process, and the topology on it. An exception in a bolt halts the whole process, which is
 * why it is a child of its own.
 *
 * <p>The cluster starts at once, beside the servers. The topology is submitted when the parent has put its settings into
 * the folder as {@value #SETTINGS}; then {@value #SUBMITTED} appears there.
 */
public final class StormMain {

    /** The file that tells the settings, written by the parent under another name and moved here. */
    public static final String SETTINGS = "settings.properties";

    /** What the settings hold beside settings: Kafka's id of the topic of readings. */
    public static final String TOPIC_ID = "topic-id";

    /** What the settings hold beside settings: the number of its partitions. */
    public static final String TOPIC_PARTITIONS = "topic-partitions";

    /** The file that tells that the topology is submitted. */
    public static final String SUBMITTED = "submitted";

    private StormMain() {}

    /**
     * Runs until the process ends.
     *
     * @param args the folder for all that is written, empty at first
     * @throws Exception if the cluster or the topology cannot be started; the process ends with it
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        LocalCluster cluster = InProcessCluster.start(folder);
        Map<String, String> told = awaitSettings(folder);
        ReadingsTopic topic = new ReadingsTopic(taken(told, TOPIC_ID), Integer.parseInt(taken(told, TOPIC_PARTITIONS)));
        Settings settings = Settings.resolve(Map.of(), told);
        cluster.submitTopology(
                settings.get(SettingsTable.TOPOLOGY_NAME),
                TopologyConfig.of(settings),
                FoursigmaTopology.of(settings, new RealStores(settings), topic));
        Files.createFile(folder.resolve(SUBMITTED));
        Thread.currentThread().join();
    }

    private static String taken(Map<String, String> told, String name) {
        return Objects.requireNonNull(told.remove(name), "the parent told no " + name);
    }

    private static Map<String, String> awaitSettings(Path folder) throws IOException, InterruptedException {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (Files.notExists(folder.resolve(SETTINGS))) {
                watch.take().reset();
            }
        }
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(SETTINGS))) {
            texts.load(in);
        }
        Map<String, String> given = new HashMap<>();
        texts.stringPropertyNames().forEach(name -> given.put(name, texts.getProperty(name)));
        return given;
    }
}
