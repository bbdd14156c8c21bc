// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static org.awaitility.Awaitility.await;

import io.foursigma.dashboard.RelayMain;
import io.foursigma.local.servers.PortPicker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A relay in a process of its own over the stores of a demo, on one port for as long as this is open. */
final class RelayProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);

    private final PortPicker ports = new PortPicker();
    private final int port;
    private final List<String> command;
    private Process process;

    /**
     * Starts it, and waits until it listens.
     *
     * @param demo whose stores it reads
     * @param settings what it is told beside their addresses, each {@code name=value}
     */
    RelayProcess(DemoProcess demo, String... settings) throws IOException {
        port = ports.pick();
        command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RelayMain.class.getName()));
        List<String> all = new ArrayList<>(List.of(
                "relay.port=" + port,
                "kafka.bootstrap-servers=" + demo.printed("Kafka"),
                "cassandra.contact-points=" + demo.printed("Cassandra"),
                "elasticsearch.url=" + demo.printed("Elasticsearch"),
                "redis.address=" + demo.printed("Redis")));
        all.addAll(List.of(settings));
        all.forEach(setting -> command.addAll(List.of("-c", setting)));
        process = launch();
    }

    private Process launch() throws IOException {
        Process launched = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(START)
                .failFast("the relay has ended", () -> !launched.isAlive())
                .until(this::listens);
        return launched;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    URI page() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Ends it at once, without a good-bye. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() throws IOException {
        kill();
        ports.close();
    }
}
