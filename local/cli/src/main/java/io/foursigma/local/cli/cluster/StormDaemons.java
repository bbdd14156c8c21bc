// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.ChildJvm;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.KeptChild;
import io.foursigma.local.servers.Probe;
import io.foursigma.local.servers.ServerProcess;
import io.foursigma.local.servers.ServerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** ZooKeeper, nimbus and the supervisors, each a child that is started again when it ends. */
final class StormDaemons implements AutoCloseable {

    static final Duration START_DEADLINE = Duration.ofMinutes(2);

    private static final int PROBE_MILLIS = 2_000;

    private final ClusterFolder folder;
    private final ClusterPorts ports;
    private final Nimbus nimbus;
    private final Steps steps;
    private final Runnable changed;
    private final List<KeptChild> children = new ArrayList<>();

    private StormDaemons(ClusterFolder folder, ClusterPorts ports, Steps steps, Runnable changed) {
        this.folder = folder;
        this.ports = ports;
        this.steps = steps;
        this.changed = changed;
        nimbus = new Nimbus(ports.nimbus());
    }

    /**
     * Starts all of them and returns at once.
     *
     * @param changed told when one runs as another process
     */
    static StormDaemons start(ClusterFolder folder, ClusterPorts ports, Steps steps, Runnable changed)
            throws ServerStartException {
        StormDaemons daemons = new StormDaemons(folder, ports, steps, changed);
        boolean started = false;
        try {
            new StormFiles(folder, ports).write();
            daemons.startAll();
            started = true;
            return daemons;
        } catch (IOException e) {
            throw new ServerStartException(
                    "Storm's files cannot be written in " + folder.storm() + ": " + e
                            + "; choose a folder that can be written",
                    e);
        } finally {
            if (!started) {
                daemons.close();
            }
        }
    }

    private void startAll() throws ServerStartException {
        Path storm = folder.storm();
        keep(
                "ZooKeeper",
                storm,
                folder.conf(),
                "org.apache.storm.shade.org.apache.zookeeper.server.ZooKeeperServerMain",
                storm.resolve("zoo.cfg").toString());
        keep("Nimbus", storm, folder.conf(), "org.apache.storm.daemon.nimbus.Nimbus");
        for (int i = 0; i < ports.supervisors().size(); i++) {
            Path own = folder.supervisor(i);
            keep(
                    "Supervisor " + (i + 1),
                    own,
                    own.resolve("conf"),
                    "io.foursigma.local.storm.daemons.SupervisorMain",
                    StormFiles.local(own).toString());
        }
    }

    private void keep(String name, Path own, Path conf, String main, String... arguments) throws ServerStartException {
        List<String> flags = List.of(
                "@" + Home.folder().resolve("local/storm-daemons/jvm.options"),
                "-Dstorm.home=" + folder.storm(),
                "-Dstorm.log.dir=" + own,
                "-Dstorm.options=",
                "-Dstorm.conf.file=");
        List<Path> classPath = Stream.concat(Stream.of(conf), Home.classPath("local", "storm-daemons").stream())
                .toList();
        List<String> command = new ChildJvm(flags, classPath, main, List.of(arguments)).command();
        // What the supervisor starts workers with: this Java, and its own configuration.
        Map<String, String> environment =
                Map.of("JAVA_HOME", System.getProperty("java.home"), "STORM_CONF_DIR", conf.toString());
        String file = name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".log";
        children.add(new KeptChild(
                () -> ChildProcess.start(
                        name, command, environment, own, folder.path().resolve(file)),
                steps::line,
                changed));
    }

    /** Waits until nimbus leads and every supervisor has reported its slots. */
    void awaitReady() throws ServerStartException, InterruptedException {
        Probe supervisors = () -> nimbus.supervisors() >= ports.supervisors().size();
        for (int i = 0; i < children.size(); i++) {
            Probe probe = i == 0 ? this::zooKeeperAnswers : i == 1 ? nimbus::leads : supervisors;
            children.get(i).awaitReady(probe, START_DEADLINE);
            steps.ready(children.get(i).snapshot().name());
        }
    }

    private boolean zooKeeperAnswers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.zookeeper())) {
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).contains("Mode:");
        }
    }

    /** The child of that name, such as {@code Supervisor 1}. @throws IllegalStateException if there is none */
    KeptChild child(String name) {
        return children.stream()
                .filter(child -> child.snapshot().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not part of this cluster"));
    }

    List<ServerProcess> processes() {
        return children.stream().map(KeptChild::snapshot).toList();
    }

    /** Ends the supervisors with their workers, then nimbus, then ZooKeeper. */
    @Override
    public void close() {
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).close();
        }
    }
}
