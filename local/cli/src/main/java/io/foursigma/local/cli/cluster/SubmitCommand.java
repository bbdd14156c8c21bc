// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        Path topology = jar == null ? Home.folder().resolve("topology/target/foursigma-topology.jar") : jar;
        if (Files.notExists(topology)) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "There is no " + topology + ": run ./foursigma, which builds it, or name another with --jar");
        }
        Map<String, String> given = new TreeMap<>(cluster.set(System.getenv()));
        given.keySet().removeIf(name -> cluster.defaults().containsKey(name) && inFile(name));
        given.putAll(settings);
        return new ProcessBuilder(command(folder, topology, given))
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

    private List<String> command(ClusterFolder folder, Path topology, Map<String, String> given) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Dlog4j.configurationFile=" + Home.folder().resolve("local/storm-worker/log4j2/client.xml"),
                "-Dstorm.jar=" + topology,
                "-Dstorm.dependency.jars=",
                "-Dstorm.dependency.artifacts={}",
                "-cp",
                String.join(
                        File.pathSeparator,
                        StormFiles.libWorker().resolve("*").toString(),
                        topology.toString(),
                        folder.conf().toString()),
                "io.foursigma.topology.TopologyMain"));
        if (conf != null) {
            command.addAll(List.of("-conf", conf.toString()));
        }
        given.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }
}
