// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_HOST;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_PORT;

import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.ChildJvm;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.KeptChild;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.local.servers.ServerProcess;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.Provisioning;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything of a cluster, as children of this process; it lives until it is told to stop. */
final class ClusterKeeper implements AutoCloseable {

    private final ClusterFolder folder;
    private final ClusterPorts ports;
    private final Map<String, String> given;
    private final Map<String, String> defaults;
    private final Steps steps;
    private @Nullable StormDaemons storm;
    private @Nullable LocalServers servers;
    private @Nullable KeptChild relay;
    private final Map<String, KnownProcess> children = new HashMap<>();
    private boolean ready;

    /**
     * A cluster that is not started yet.
     *
     * @param given settings that hold for the relay and for every submission
     * @param defaults settings that hold for a submission unless something else is set
     */
    ClusterKeeper(
            ClusterFolder folder,
            ClusterPorts ports,
            Map<String, String> given,
            Map<String, String> defaults,
            Steps steps) {
        this.folder = folder;
        this.ports = ports;
        this.defaults = defaults;
        this.steps = steps;
        this.given = new HashMap<>(given);
        ServerPorts own = ports.servers();
        this.given.put(KAFKA_BOOTSTRAP.name(), "127.0.0.1:" + own.kafka());
        this.given.put(CASSANDRA_CONTACT_POINTS.name(), "127.0.0.1:" + own.cassandra());
        this.given.put(ELASTICSEARCH_URL.name(), "http://127.0.0.1:" + own.elasticsearch());
        this.given.put(REDIS_ADDRESS.name(), "127.0.0.1:" + own.redis());
        this.given.put(RELAY_PORT.name(), Integer.toString(ports.relay()));
    }

    /**
     * Starts everything and waits until a topology can be submitted.
     *
     * @throws ServerStartException if anything cannot be started
     */
    void start() throws ServerStartException, InterruptedException {
        LocalServersConfig config = new LocalServersConfig(
                Home.folder(), folder.path(), ports.servers(), LocalServersConfig.DEFAULT_START_DEADLINE);
        write();
        storm = StormDaemons.start(folder, ports, steps, this::write);
        write();
        servers = LocalServers.startKept(
                config,
                EnumSet.allOf(ServerKind.class),
                server -> steps.ready(server.kind().title(), server.took()),
                steps::line,
                this::write);
        write();
        Settings settings = settings();
        Provisioning.install(settings);
        steps.ready("Topics, tables and indexes");
        relay = new KeptChild(this::startRelay, steps::line, this::write);
        InetSocketAddress page = new InetSocketAddress(settings.get(RELAY_HOST), ports.relay());
        relay.awaitReady(() -> accepts(page), StormDaemons.START_DEADLINE);
        steps.ready(relay.snapshot().name());
        storm.awaitReady();
        ready = true;
        write();
    }

    /** The addresses, and what was set at the start. */
    Settings settings() {
        return Settings.resolve(System.getenv(), given);
    }

    /** A child by its name, once everything is ready. @throws IllegalStateException if there is none */
    KeptChild child(String name) {
        for (ServerKind kind : ServerKind.values()) {
            if (kind.title().equals(name) && servers != null) {
                return servers.kept(kind);
            }
        }
        if (relay != null && relay.snapshot().name().equals(name)) {
            return relay;
        }
        if (storm == null) {
            throw new IllegalStateException("the cluster is not started");
        }
        return storm.child(name);
    }

    private static boolean accepts(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        }
    }

    private ChildProcess startRelay() throws ServerStartException {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<String> flags = List.of("-Xmx256m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true");
        List<String> arguments = new ArrayList<>();
        given.forEach((name, text) -> arguments.addAll(List.of("-c", name + "=" + text)));
        ChildJvm jvm = new ChildJvm(flags, classPath, "io.foursigma.dashboard.RelayMain", arguments);
        Path own = folder.path().resolve("relay");
        return ChildProcess.start(
                "Relay", jvm.command(), Map.of(), own, folder.path().resolve("relay.log"));
    }

    /** Writes down what the other commands need to know; again whenever a child runs as another process. */
    private synchronized void write() {
        for (ServerProcess child : processes()) {
            KnownProcess before = children.get(child.name());
            if (before == null || before.pid() != child.pid()) {
                ProcessHandle.of(child.pid())
                        .ifPresent(process -> children.put(child.name(), KnownProcess.of(process)));
            }
        }
        KnownProcess self = KnownProcess.of(ProcessHandle.current());
        ClusterFolder.write(
                folder.state(), new ClusterState(self, ready, ports, given, defaults, children).toProperties());
    }

    private List<ServerProcess> processes() {
        List<ServerProcess> all = new ArrayList<>();
        if (servers != null) {
            all.addAll(servers.processes());
        }
        if (storm != null) {
            all.addAll(storm.processes());
        }
        if (relay != null) {
            all.add(relay.snapshot());
        }
        return all;
    }

    /** Ends everything in order: what reads before what is read. */
    @Override
    public void close() {
        try {
            if (relay != null) {
                relay.close();
            }
            if (storm != null) {
                storm.close();
                // Of a supervisor that was dead just now, or that started one more while it ended.
                folder.endWorkers();
            }
            if (servers != null) {
                servers.close();
            }
            Files.deleteIfExists(folder.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
