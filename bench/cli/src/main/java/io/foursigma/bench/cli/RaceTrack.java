// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.bench.workload.AnomalyTopic;
import io.foursigma.bench.workload.Measurement;
import io.foursigma.bench.workload.Task;
import io.foursigma.bench.workload.Workload;
import io.foursigma.bench.workload.WorkloadTopic;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.ChildExit;
import io.foursigma.local.servers.ChildJvm;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Provisioning;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.kafka.KafkaTopics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where races are run: the servers, and one contestant after the other. */
final class RaceTrack {

    private static final Duration HEAT_LIMIT = Duration.ofMinutes(10);

    private final LocalServers servers;
    private final Path folder;
    private final List<String> flags;
    private final Map<String, String> extra;
    private final Steps steps;
    private int started;

    /**
     * A track.
     *
     * @param servers all servers
     * @param folder where contestants write
     * @param flags of every contestant's JVM, the same for all
     * @param extra settings of the topology, beside its defaults
     * @param steps told of each heat
     */
    RaceTrack(LocalServers servers, Path folder, List<String> flags, Map<String, String> extra, Steps steps) {
        this.servers = servers;
        this.folder = folder;
        this.flags = flags;
        this.extra = extra;
        this.steps = steps;
    }

    /**
     * Runs a race: in every round each contestant once, each round beginning with another one. In round 0, which is not
     * counted, only those run that use the stores: the first to use them would pay for all that comes after.
     *
     * @param rounds the number of the last round
     * @param quick whether there is no round 0, and nobody waits until the servers have come to rest
     * @throws IOException if a folder cannot be written
     * @throws InterruptedException if the thread is interrupted
     * @throws ServerStartException if a contestant cannot be started
     */
    Race run(Workload workload, List<Contestant> contestants, int rounds, boolean quick)
            throws IOException, InterruptedException, ServerStartException {
        String topic = "readings-" + workload.readings() + "-" + workload.sensors() + "-" + workload.perWindow();
        Settings settings = settings(topic, workload);
        ReadingsTopic readings = new KafkaTopics(settings).ensure();
        Set<String> anomalies = WorkloadTopic.fill(servers.kafkaBootstrap(), topic, workload);
        steps.line("%,d readings of %,d sensors, %,d anomalies among them"
                .formatted(workload.readings(), workload.sensors(), anomalies.size()));
        List<Heat> heats = new ArrayList<>();
        for (int round = quick ? 1 : 0; round <= rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant contestant = contestants.get((i + Math.max(0, round - 1)) % contestants.size());
                if (round > 0 || contestant.usesStores()) {
                    if (!quick) {
                        Calm.await(servers);
                    }
                    Heat heat = run(workload, readings, settings, contestant, round, anomalies);
                    heats.add(heat);
                    tell(workload, heat);
                }
            }
        }
        heats.removeIf(heat -> heat.round() == 0);
        return new Race(workload, anomalies.size(), heats);
    }

    private Settings settings(String topic, Workload workload) {
        Map<String, String> given = new HashMap<>(extra);
        given.put(SettingsTable.READINGS_TOPIC.name(), topic);
        given.put(SettingsTable.TOPIC_PARTITIONS.name(), Integer.toString(workload.partitions()));
        given.put(SettingsTable.WINDOW_LENGTH.name(), workload.windowMillis() + "ms");
        // Days of event time pass in seconds: nobody is silent, however long a slow contestant takes.
        given.put(SettingsTable.WINDOW_IDLE_PUBLISH.name(), "never");
        return Settings.resolve(Map.of(), given)
                .with(SettingsTable.KAFKA_BOOTSTRAP, servers.kafkaBootstrap())
                .with(SettingsTable.CASSANDRA_CONTACT_POINTS, address(servers.cassandra()))
                .with(SettingsTable.ELASTICSEARCH_URL, servers.elasticsearch().toString())
                .with(SettingsTable.REDIS_ADDRESS, address(servers.redis()));
    }

    private static String address(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private Heat run(
            Workload workload,
            ReadingsTopic readings,
            Settings settings,
            Contestant contestant,
            int round,
            Set<String> anomalies)
            throws IOException, InterruptedException, ServerStartException {
        String heat = "heat" + ++started;
        Path own = Files.createDirectories(folder.resolve(heat + "-" + contestant.word()));
        Settings named = settings.with(SettingsTable.KAFKA_GROUP, heat)
                .with(SettingsTable.RESULTS_TOPIC, heat)
                .with(SettingsTable.CASSANDRA_KEYSPACE, heat)
                .with(SettingsTable.ELASTICSEARCH_PREFIX, heat)
                .with(SettingsTable.REDIS_PREFIX, heat);
        if (contestant.usesStores()) {
            Provisioning.installForTopology(named);
        } else {
            new KafkaTopics(named).ensure();
        }
        task(workload, readings, named, contestant, own, anomalies.size()).write();
        runChild(contestant, own);
        Set<String> found = AnomalyTopic.read(servers.kafkaBootstrap(), heat);
        Set<String> missed = new HashSet<>(anomalies);
        missed.removeAll(found);
        Set<String> wrong = new HashSet<>(found);
        wrong.removeAll(anomalies);
        return new Heat(contestant, round, Measurement.read(own), found.size(), missed.size(), wrong.size());
    }

    private static Task task(
            Workload workload,
            ReadingsTopic readings,
            Settings settings,
            Contestant contestant,
            Path own,
            int anomalies) {
        Map<String, String> others = new HashMap<>();
        settings.texts().forEach((name, text) -> others.put("setting." + name, text));
        others.putAll(contestant.told());
        others.put("topic-id", readings.id());
        others.put("topic-partitions", Integer.toString(readings.partitions()));
        long documents = anomalies + (contestant.publishesWindows() ? workload.closedWindows() : 0);
        others.put("documents", Long.toString(documents));
        return new Task(
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                settings.get(SettingsTable.READINGS_TOPIC),
                workload.readings(),
                workload.windowMillis(),
                Workload.SIGMAS,
                Workload.MIN_COUNT,
                settings.get(SettingsTable.KAFKA_GROUP),
                settings.get(SettingsTable.RESULTS_TOPIC),
                own,
                others);
    }

    private void runChild(Contestant contestant, Path own) throws InterruptedException, ServerStartException {
        List<String> all = new ArrayList<>(flags);
        all.addAll(contestant.flags());
        all.add("-Djava.io.tmpdir=" + own);
        ChildJvm jvm = new ChildJvm(
                all, Home.classPath("bench", contestant.module()), contestant.mainClass(), List.of(own.toString()));
        try (ChildProcess child =
                ChildProcess.start(contestant.word(), jvm.command(), Map.of(), own, own.resolve("output.log"))) {
            ChildExit exit = child.onExit()
                    .toCompletableFuture()
                    .orTimeout(HEAT_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
            if (exit.status() != 0) {
                throw new CliException(CliException.FAILED, exit.describe());
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new CliException(
                        CliException.FAILED,
                        contestant.word() + " did not come to its end within " + HEAT_LIMIT.toMinutes()
                                + " min; its log is " + own.resolve("output.log"));
            }
            throw e;
        }
    }

    private void tell(Workload workload, Heat heat) {
        Measurement took = heat.measurement();
        steps.line("round %d  %-20s %,8.0f thousand/s  warm %,8.0f  %6.2f CPU-s/million  warm %6.2f  %,6d MiB  %s"
                .formatted(
                        heat.round(),
                        heat.contestant(),
                        workload.readings() / took.wholeSeconds() / 1e3,
                        workload.readings() / 2.0 / took.secondHalfSeconds() / 1e3,
                        took.wholeCpuSeconds() / workload.readings() * 1e6,
                        took.secondHalfCpuSeconds() / (workload.readings() / 2.0) * 1e6,
                        took.peakBytes() >> 20,
                        heat.correct()
                                ? heat.found() + " anomalies"
                                : "WRONG: " + heat.missed() + " missed, " + heat.wrong() + " too many"));
    }
}
