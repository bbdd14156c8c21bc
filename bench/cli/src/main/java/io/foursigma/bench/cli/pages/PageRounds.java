// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

import io.foursigma.bench.cli.Footprint;
import io.foursigma.bench.cli.ServerFlags;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Watch;
import io.foursigma.local.servers.ChildExit;
import io.foursigma.local.servers.ChildJvm;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Rounds: each has a relay of its own, as it ships. Of the servers only Redis is there; the relay goes on without the others. */
final class PageRounds {

    private static final Duration START_DEADLINE = Duration.ofMinutes(1);
    private static final int MOST_SENSORS_OF_A_NAME = 100;

    private final LocalServers servers;
    private final Path folder;
    private final String jvm;
    private int round;

    /**
     * Rounds.
     *
     * @param servers Redis
     * @param folder where the relay writes
     * @param jvm flags of the relay's JVM
     */
    PageRounds(LocalServers servers, Path folder, String jvm) {
        this.servers = servers;
        this.folder = folder;
        this.jvm = jvm;
    }

    /** Measures one round. */
    Served run(Crowd crowd) throws IOException, InterruptedException, ServerStartException {
        List<String> sensors = IntStream.range(0, crowd.sensors())
                .mapToObj(i -> "plant-%02d/temperature-%04d".formatted(i / MOST_SENSORS_OF_A_NAME, i))
                .toList();
        try (PortPicker ports = new PortPicker()) {
            int port = ports.pick();
            Settings settings = Settings.defaults()
                    .with(
                            SettingsTable.REDIS_ADDRESS,
                            servers.redis().getHostString()
                                    + ':'
                                    + servers.redis().getPort())
                    .with(SettingsTable.REDIS_PREFIX, "pages" + ++round)
                    .with(SettingsTable.RELAY_PORT, Integer.toString(port));
            try (ChildProcess relay = startRelay(settings)) {
                relay.awaitReady(() -> accepts(port), START_DEADLINE);
                try (Announcer announcer = Announcer.start(settings, sensors, crowd.rate())) {
                    return measure(crowd, sensors, port, relay, announcer);
                }
            }
        }
    }

    private Served measure(Crowd crowd, List<String> sensors, int port, ChildProcess relay, Announcer announcer)
            throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals();
        HttpClient client = HttpClient.newHttpClient();
        List<WebSocket> pages = new ArrayList<>();
        StalledPages stalled = StalledPages.come(port, crowd.stalled());
        try {
            for (int page = 0; page < crowd.pages(); page++) {
                int first = page * crowd.shown() % (crowd.sensors() - crowd.shown() + 1);
                pages.add(Onlooker.come(client, port, sensors.subList(first, first + crowd.shown()), arrivals));
            }
            Watch watch = watch(relay);
            watch.until(crowd.measured().dividedBy(2), () -> !announcer.goesOn());
            Duration cpuBefore = Footprint.cpu(relay);
            long begun = System.nanoTime();
            arrivals.begin();
            watch.until(crowd.measured(), () -> !announcer.goesOn());
            arrivals.end();
            double seconds = (System.nanoTime() - begun) / 1e9;
            Duration cpu = Footprint.cpu(relay).minus(cpuBefore);
            if (!announcer.goesOn()) {
                throw new CliException(CliException.FAILED, "Redis took no more values");
            }
            Histogram ages = arrivals.ages();
            return new Served(
                    ages.getValueAtPercentile(50),
                    ages.getValueAtPercentile(99),
                    ages.getMaxValue(),
                    ages.getTotalCount(),
                    arrivals.bytes() / 1e6 / seconds,
                    cpu.toNanos() / 1e9 / seconds,
                    Footprint.peakMib(relay));
        } finally {
            pages.forEach(WebSocket::abort);
            stalled.close();
        }
    }

    private Watch watch(ChildProcess relay) {
        CompletableFuture<ChildExit> unexpectedExit = new CompletableFuture<>();
        relay.onExit().thenAccept(unexpectedExit::complete);
        servers.unexpectedExit().thenAccept(unexpectedExit::complete);
        return new Watch(unexpectedExit);
    }

    /** The relay is on this module's own class path. */
    private ChildProcess startRelay(Settings settings) throws ServerStartException {
        List<String> arguments = new ArrayList<>();
        settings.texts().forEach((name, text) -> arguments.addAll(List.of("-c", name + "=" + text)));
        ChildJvm child = new ChildJvm(
                ServerFlags.split(jvm), Home.classPath("bench", "cli"), "io.foursigma.dashboard.RelayMain", arguments);
        return ChildProcess.start("Relay", child.command(), Map.of(), folder, folder.resolve("relay.log"));
    }

    private static boolean accepts(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }
}
