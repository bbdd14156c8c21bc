// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import io.foursigma.bench.cli.Addresses;
import io.foursigma.bench.workload.Acknowledgement;
import io.foursigma.bench.workload.Milestone;
import io.foursigma.bench.workload.Task;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.cli.Watch;
import io.foursigma.local.servers.ChildExit;
import io.foursigma.local.servers.ChildJvm;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.Provisioning;
import io.foursigma.stores.ReadingsTopic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Where delays are measured: the servers, and for each rate a topology and a relay of its own, as they ship. */
final class DelayTrack {

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);

    /** How much longer than by the schedule Kafka may take for the readings, and then the system to be through. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> RELAY_FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true");

    private final LocalServers servers;
    private final Path folder;
    private final List<String> flags;
    private final Map<String, String> extra;
    private final long seed;
    private final Steps steps;
    private int started;

    /**
     * A track.
     *
     * @param servers all servers
     * @param folder where the children write
     * @param flags of the topology's JVM
     * @param extra settings of the topology and the relay, beside the defaults
     * @param seed of the values
     * @param steps told of what goes on
     */
    DelayTrack(
            LocalServers servers, Path folder, List<String> flags, Map<String, String> extra, long seed, Steps steps) {
        this.servers = servers;
        this.folder = folder;
        this.flags = flags;
        this.extra = extra;
        this.seed = seed;
        this.steps = steps;
    }

    /**
     * Measures one rate.
     *
     * @throws IOException if a file cannot be written or read
     * @throws InterruptedException if the thread is interrupted
     * @throws ServerStartException if the topology or the relay cannot be started
     */
    Delay run(Plan plan) throws IOException, InterruptedException, ServerStartException {
        String name = "delay" + ++started;
        Path own = Files.createDirectories(folder.resolve(name));
        Settings settings = Addresses.named(Addresses.settings(servers, extra), name)
                .with(SettingsTable.READINGS_TOPIC, name + "-readings");
        task(plan, Provisioning.installForTopology(settings), settings, own).write();
        try (PortPicker ports = new PortPicker()) {
            int port = ports.pick();
            try (ChildProcess topology = startTopology(own);
                    ChildProcess relay = startRelay(settings, port, own)) {
                topology.awaitReady(() -> Milestone.SUBMITTED.isReached(own), START_DEADLINE);
                relay.awaitReady(() -> accepts(port), START_DEADLINE);
                return measure(plan, settings, port, own, watch(topology, relay));
            }
        }
    }

    private Delay measure(Plan plan, Settings settings, int port, Path own, Watch watch)
            throws IOException, InterruptedException {
        Frames frames = new Frames(plan.sensors());
        try (Observer observer = Observer.connect(port, frames);
                Load load = Load.start(
                        settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                        settings.get(SettingsTable.READINGS_TOPIC),
                        plan,
                        seed)) {
            if (!watch.until(plan.duration().plus(PATIENCE), load::isDone)) {
                throw new CliException(
                        CliException.FAILED,
                        "Kafka took " + PATIENCE.toSeconds() + " s longer than planned for the readings at "
                                + plan.perSecond() + " a second: give a lower --rate");
            }
            steps.line("%,d readings/s: %,d are sent".formatted(plan.perSecond(), plan.readings()));
            Positions positions = load.positions();
            boolean through = watch.until(PATIENCE, () -> {
                observer.requireOpen();
                return Milestone.COMMITTED.isReached(own) && frames.haveShownAll(positions);
            });
            if (!through) {
                steps.line("%,d readings/s: not all of them are through %d s after the last one"
                        .formatted(plan.perSecond(), PATIENCE.toSeconds()));
            }
            Join join = new Join(
                    positions,
                    Expected.of(load.schedule(), seed, settings),
                    new Buckets(settings.get(SettingsTable.STATE_BUCKETS)));
            Acknowledgement.read(own, join::take);
            return new Delay(plan, load.sent(), join.state(), join.index(), join.frame(frames));
        }
    }

    private Watch watch(ChildProcess topology, ChildProcess relay) {
        CompletableFuture<ChildExit> unexpectedExit = new CompletableFuture<>();
        topology.onExit().thenAccept(unexpectedExit::complete);
        relay.onExit().thenAccept(unexpectedExit::complete);
        servers.unexpectedExit().thenAccept(unexpectedExit::complete);
        return new Watch(unexpectedExit);
    }

    private static boolean accepts(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private static Task task(Plan plan, ReadingsTopic readings, Settings settings, Path own) {
        Map<String, String> others = new HashMap<>();
        settings.texts().forEach((name, text) -> others.put("setting." + name, text));
        others.put("topic-id", readings.id());
        others.put("topic-partitions", Integer.toString(readings.partitions()));
        return new Task(
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                settings.get(SettingsTable.READINGS_TOPIC),
                plan.readings(),
                settings.get(SettingsTable.WINDOW_LENGTH).toMillis(),
                settings.get(SettingsTable.SIGMAS),
                settings.get(SettingsTable.BASELINE_MIN_COUNT),
                settings.get(SettingsTable.KAFKA_GROUP),
                settings.get(SettingsTable.RESULTS_TOPIC),
                own,
                others);
    }

    private ChildProcess startTopology(Path own) throws ServerStartException {
        List<String> all = new ArrayList<>(flags);
        all.add("-Djava.io.tmpdir=" + own);
        ChildJvm jvm = new ChildJvm(
                all, Home.classPath("bench", "storm"), "io.foursigma.bench.storm.DelayMain", List.of(own.toString()));
        return ChildProcess.start("Storm", jvm.command(), Map.of(), own, own.resolve("storm.log"));
    }

    /** The relay is on this module's own class path. */
    private static ChildProcess startRelay(Settings settings, int port, Path own) throws ServerStartException {
        List<String> arguments = new ArrayList<>();
        settings.with(SettingsTable.RELAY_PORT, Integer.toString(port))
                .texts()
                .forEach((name, text) -> arguments.addAll(List.of("-c", name + "=" + text)));
        ChildJvm jvm = new ChildJvm(
                RELAY_FLAGS, Home.classPath("bench", "cli"), "io.foursigma.dashboard.RelayMain", arguments);
        return ChildProcess.start("Relay", jvm.command(), Map.of(), own, own.resolve("relay.log"));
    }
}
