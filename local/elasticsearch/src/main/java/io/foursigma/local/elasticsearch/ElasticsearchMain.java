// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs an Elasticsearch node on 127.0.0.1, without the stock launcher: no check for the root user, no bootstrap checks,
 * no entitlements. For development and tests only; in production the stock image runs.
 *
 * <p>Arguments: the folder of the unpacked distribution, the folder for everything that the node writes, the clients'
 * port, the port between nodes, the cluster's name. The ports may differ from those of an earlier run on the same
 * folder.
 */
public final class ElasticsearchMain {

    private ElasticsearchMain() {}

    /**
     * Runs the node until the process is told to exit.
     *
     * @param args distribution, folder, port, transport port, cluster name
     * @throws IOException if the folder cannot be written or the distribution cannot be read
     * @throws NodeValidationException if the node refuses its settings
     * @throws InterruptedException never; nobody interrupts this thread
     */
    public static void main(String[] args) throws IOException, NodeValidationException, InterruptedException {
        Path distribution = Path.of(args[0]);
        Path folder = Path.of(args[1]);
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("elasticsearch.yml"), settings(args));
        Files.writeString(conf.resolve("log4j2.properties"), resource("log4j2.properties"));
        // Read in static initialisers, so they are set before any class of the server is touched.
        System.setProperty("es.path.home", distribution.toString());
        System.setProperty("es.path.conf", conf.toString());
        System.setProperty("es.logs.base_path", folder.toString());
        start(distribution, conf);
        // All threads of the node are daemons: this one keeps the process alive.
        new CountDownLatch(1).await();
    }

    @SuppressWarnings("resource") // closed by the shutdown hook
    private static void start(Path distribution, Path conf) throws IOException, NodeValidationException {
        LogConfigurator.configureESLogging();
        Settings home =
                Settings.builder().put("path.home", distribution.toString()).build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(home, Map.of(), conf, () -> "local");
        LogConfigurator.setClusterName(
                ClusterName.CLUSTER_NAME_SETTING.get(environment.settings()).value());
        LogConfigurator.setNodeName(Node.NODE_NAME_SETTING.get(environment.settings()));
        LogConfigurator.configure(environment, true);
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of());
        Node node = new Node(environment, modules);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
        node.start();
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(String[] args) throws IOException {
        return resource("elasticsearch.yml")
                .replace("${folder}", args[1])
                .replace("${port}", args[2])
                .replace("${transportPort}", args[3])
                .replace("${cluster}", args[4]);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ElasticsearchMain.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
