// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A jar that holds a topology and a class that submits it, as {@code storm jar} takes them.
 *
 * @param path the jar
 * @param mainClass the class whose {@code main} submits
 */
public record TopologyJar(Path path, String mainClass) {

    private static final String MAIN = "io.foursigma.topology.TopologyMain";

    /**
     * A jar with the product's topology or with another build of it.
     *
     * @param path null for the jar that the build makes
     * @param mainClass null for the product's
     * @throws CliException if there is no such jar
     */
    public static TopologyJar of(@Nullable Path path, @Nullable String mainClass) {
        Path jar = path == null ? Home.folder().resolve("topology/target/foursigma-topology.jar") : path;
        if (Files.notExists(jar)) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "There is no " + jar + ": run ./foursigma, which builds it, or name another jar");
        }
        return new TopologyJar(jar.toAbsolutePath(), mainClass == null ? MAIN : mainClass);
    }

    /**
     * The command that submits it to a cluster of this machine.
     *
     * @param conf a file of settings, null for none
     * @param given settings and names of Storm's configuration
     */
    List<String> command(ClusterFolder folder, @Nullable Path conf, Map<String, String> given) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Dlog4j.configurationFile=" + Home.folder().resolve("local/storm-worker/log4j2/client.xml"),
                "-Dstorm.jar=" + path,
                "-Dstorm.dependency.jars=",
                "-Dstorm.dependency.artifacts={}",
                "-cp",
                String.join(
                        File.pathSeparator,
                        StormFiles.libWorker().resolve("*").toString(),
                        path.toString(),
                        folder.conf().toString()),
                mainClass));
        if (conf != null) {
            command.addAll(List.of("-conf", conf.toString()));
        }
        given.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }
}
