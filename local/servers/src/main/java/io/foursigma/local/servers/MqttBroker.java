// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A broker of MQTT as a child process, for tests and measurements of collectors: no part of a stack. It may be killed and started
 * again on its port, with what it has kept.
 */
public final class MqttBroker implements AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);

    private final List<String> command;
    private final Path folder;
    private final int port;
    private ChildProcess child;

    private MqttBroker(List<String> command, Path folder, int port) throws ServerStartException {
        this.command = command;
        this.folder = folder;
        this.port = port;
        this.child = launch();
    }

    /** Starts a broker that keeps nothing beyond its end, which is faster, and waits until it listens. */
    public static MqttBroker startInMemory(Path home, Path folder, int port)
            throws IOException, ServerStartException, InterruptedException {
        return start(home, folder, port, List.of("in-memory"));
    }

    /**
     * Starts a broker and waits until it listens.
     *
     * @param home the root folder of the built project
     * @param folder for all that it writes
     * @param port where it listens on 127.0.0.1
     * @param login the one user that is let in, and the password; nothing: anybody is
     */
    public static MqttBroker start(Path home, Path folder, int port, String... login)
            throws IOException, ServerStartException, InterruptedException {
        List<String> rest = new ArrayList<>(List.of("file"));
        rest.addAll(List.of(login));
        return start(home, folder, port, rest);
    }

    private static MqttBroker start(Path home, Path folder, int port, List<String> rest)
            throws IOException, ServerStartException, InterruptedException {
        Path module = home.resolve("local").resolve("mqtt");
        Path absolute = Files.createDirectories(folder).toAbsolutePath();
        List<String> flags = List.of(
                "@" + module.resolve("jvm.options"),
                "-Djava.io.tmpdir=" + Files.createDirectories(absolute.resolve("tmp")));
        List<String> arguments = new ArrayList<>(List.of(absolute.toString(), Integer.toString(port)));
        arguments.addAll(rest);
        ChildJvm jvm = new ChildJvm(flags, ServerPlans.jars(module), "io.foursigma.local.mqtt.BrokerMain", arguments);
        MqttBroker broker = new MqttBroker(jvm.command(), absolute, port);
        broker.awaitReady();
        return broker;
    }

    /** Its address. */
    public String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Kills it at once. */
    public void kill() {
        child.kill();
        child.close();
    }

    /** Starts it again after its end, and waits until it listens. */
    public void restart() throws ServerStartException, InterruptedException {
        child = launch();
        awaitReady();
    }

    /** Ends it in order; all that it has acknowledged is kept. */
    public void stop() {
        child.close();
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProcess launch() throws ServerStartException {
        return ChildProcess.start("MQTT broker", command, Map.of(), folder, folder.resolve("mqtt.log"));
    }

    private void awaitReady() throws ServerStartException, InterruptedException {
        boolean ready = false;
        try {
            child.awaitReady(this::accepts, START_DEADLINE);
            ready = true;
        } finally {
            if (!ready) {
                child.kill();
            }
        }
    }

    private boolean accepts() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }
}
