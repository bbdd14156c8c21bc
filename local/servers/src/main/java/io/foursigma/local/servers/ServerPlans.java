// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Plans the servers of one stack: command lines, folders, inner ports, names. */
final class ServerPlans {

    private final Path home;
    private final StackFolder stack;
    private final PortPicker ports;
    private final List<String> extraFlags;

    /**
     * Plans for a stack.
     *
     * @param home the root folder of the built project
     * @param stack its folder and identity
     * @param ports where free ports come from
     * @param extraFlags for each JVM, beside those of its {@code jvm.options}
     */
    ServerPlans(Path home, StackFolder stack, PortPicker ports, List<String> extraFlags) {
        this.home = home;
        this.stack = stack;
        this.ports = ports;
        this.extraFlags = extraFlags;
    }

    /**
     * The plan of one server.
     *
     * @param asked the clients' port, 0 for a free one
     * @throws IOException if its files cannot be written, or no port is free
     * @throws ServerStartException if the project is not built, or this machine cannot run the server
     */
    ServerPlan plan(ServerKind kind, int asked) throws IOException, ServerStartException {
        int port = asked == 0 ? ports.pick() : asked;
        Path folder = stack.path().resolve(kind.folder());
        // The JVM needs its folder for temporary files before it runs any of our code.
        Files.createDirectories(temporary(folder));
        return switch (kind) {
            case KAFKA -> new ServerPlan(kind, port, folder, kafka(folder, port), Probes.kafka(port));
            case CASSANDRA -> new ServerPlan(kind, port, folder, cassandra(folder, port), Probes.cassandra(port));
            case ELASTICSEARCH ->
                new ServerPlan(kind, port, folder, elasticsearch(folder, port), Probes.elasticsearch(port));
            case REDIS -> new ServerPlan(kind, port, folder, RedisFiles.install(folder, port), Probes.redis(port));
        };
    }

    private List<String> kafka(Path folder, int port) throws IOException, ServerStartException {
        List<String> arguments = List.of(folder.toString(), text(port), text(ports.pick()), kafkaClusterId());
        Path module = module(ServerKind.KAFKA);
        return new ChildJvm(flags(module, folder), jars(module), "io.foursigma.local.kafka.KafkaMain", arguments)
                .command();
    }

    /** Kafka writes the 16 bytes of a UUID in base 64. */
    private String kafkaClusterId() {
        UUID id = stack.id();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private List<String> cassandra(Path folder, int port) throws IOException, ServerStartException {
        int java = Runtime.version().feature();
        if (java > 23) {
            throw new ServerStartException("Cassandra 5.0 needs Java 17 and this is Java " + java
                    + ", which has no security manager; set JAVA_HOME to a Java 17");
        }
        List<String> arguments =
                List.of(folder.toString(), text(port), text(ports.pick()), text(ports.pick()), clusterName());
        Path module = module(ServerKind.CASSANDRA);
        return new ChildJvm(
                        flags(module, folder), jars(module), "io.foursigma.local.cassandra.CassandraMain", arguments)
                .command();
    }

    private List<String> elasticsearch(Path folder, int port) throws IOException, ServerStartException {
        Path module = module(ServerKind.ELASTICSEARCH);
        Path distribution = built(module.resolve("target/distribution"));
        List<String> flags = flags(module, folder);
        flags.add("--module-path=" + distribution.resolve("lib"));
        List<String> arguments =
                List.of(distribution.toString(), folder.toString(), text(port), text(ports.pick()), clusterName());
        return new ChildJvm(
                        flags, List.of(jar(module)), "io.foursigma.local.elasticsearch.ElasticsearchMain", arguments)
                .command();
    }

    private String clusterName() {
        return "foursigma-" + stack.id();
    }

    private List<String> flags(Path module, Path folder) throws ServerStartException {
        List<String> flags = new ArrayList<>();
        flags.add("@" + built(module.resolve("jvm.options")));
        flags.addAll(extraFlags);
        flags.add("-Djava.io.tmpdir=" + temporary(folder));
        flags.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        return flags;
    }

    private static Path temporary(Path folder) {
        return folder.resolve("tmp");
    }

    /** The class path of a module that holds a server. */
    static List<Path> jars(Path module) throws IOException, ServerStartException {
        String[] libraries = Files.readString(built(module.resolve("target/classpath")))
                .strip()
                .split(File.pathSeparator);
        return Stream.concat(Stream.of(jar(module)), Arrays.stream(libraries).map(Path::of))
                .toList();
    }

    private static Path jar(Path module) throws ServerStartException {
        return built(module.resolve("target/foursigma-local-" + module.getFileName() + ".jar"));
    }

    private Path module(ServerKind kind) {
        return home.resolve("local").resolve(kind.folder());
    }

    private static Path built(Path file) throws ServerStartException {
        if (Files.notExists(file)) {
            throw new ServerStartException(
                    "The project is not built: there is no " + file + "; run `mvn package` in its root folder");
        }
        return file;
    }

    private static String text(int port) {
        return Integer.toString(port);
    }
}
