// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.storm.Config;
import org.apache.storm.topology.ConfigurableTopology;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foursigma cluster submit}: what {@code storm jar} does, with the addresses of this cluster. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Submits the topology jar to the cluster, as 'storm jar' does.")
final class SubmitCommand implements Callable<Integer> {

    @Option(names = "-conf", paramLabel = "FILE", description = "YAML file of settings and of Storm's configuration")
    private @Nullable Path conf;

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description =
                    "a setting of docs/settings.md, or a name of Storm's configuration; may be given several times")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "another jar than topology/target/foursigma-topology.jar")
    private @Nullable Path jar;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ClusterFolder folder = data.folder();
        ClusterState cluster = folder.requireUp();
        TopologyJar topology = TopologyJar.of(jar, null);
        Map<String, String> given = new TreeMap<>(cluster.set(System.getenv()));
        given.keySet().removeIf(name -> cluster.defaults().containsKey(name) && inFile(name));
        given.putAll(settings);
        return new ProcessBuilder(topology.command(folder, conf, given))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** A file that cannot be read is told by the command that reads it for good. */
    private boolean inFile(String name) {
        try {
            return conf != null
                    && ConfigurableTopology.loadConf(conf.toString(), new Config())
                            .containsKey(name);
        } catch (FileNotFoundException | RuntimeException e) {
            return false;
        }
    }
}
