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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where races are run: the servers, and one contestant after the other. */
public final class RaceTrack {

    private static final Duration HEAT_LIMIT = Duration.ofMinutes(10);

    private final LocalServers servers;
    private final Path folder;
    private final List<String> flags;
    private final Map<String, String> extra;
    private final Steps steps;
    private int filled;
    private int named;
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
    public RaceTrack(LocalServers servers, Path folder, List<String> flags, Map<String, String> extra, Steps steps) {
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
        Course course = fill(workload);
        List<Heat> heats = new ArrayList<>();
        for (int round = quick ? 1 : 0; round <= rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant contestant = contestants.get((i + Math.max(0, round - 1)) % contestants.size());
                if (round > 0 || contestant.usesStores()) {
                    if (!quick) {
                        Calm.await(servers);
                    }
                    Heat heat = run(course, ownNames(course, contestant), contestant, round);
                    heats.add(heat);
                    tell(workload, heat);
                }
            }
        }
        heats.removeIf(heat -> heat.round() == 0);
        return new Race(workload, course.anomalies().size(), heats);
    }

    private Course fill(Workload workload) throws InterruptedException {
        return fill(workload, extra);
    }

    /**
     * Fills a topic.
     *
     * @param workload the readings
     * @param given settings of the topology over them, beside its defaults, in place of the track's
     * @throws InterruptedException if the thread is interrupted
     */
    public Course fill(Workload workload, Map<String, String> given) throws InterruptedException {
        String topic = "readings-" + ++filled;
        Settings settings = settings(topic, workload, given);
        ReadingsTopic readings = new KafkaTopics(settings).ensure();
        Set<String> anomalies = WorkloadTopic.fill(servers.kafkaBootstrap(), topic, workload);
        steps.line("%,d readings of %,d sensors, %,d anomalies among them"
                .formatted(workload.readings(), workload.sensors(), anomalies.size()));
        return new Course(workload, readings, settings, anomalies);
    }

    private Settings settings(String topic, Workload workload, Map<String, String> beside) {
        Map<String, String> given = new HashMap<>(beside);
        given.put(SettingsTable.READINGS_TOPIC.name(), topic);
        given.put(SettingsTable.TOPIC_PARTITIONS.name(), Integer.toString(workload.partitions()));
        given.put(SettingsTable.WINDOW_LENGTH.name(), workload.windowMillis() + "ms");
        // Days of event time pass in seconds: nobody is silent, however long a slow contestant takes.
        given.put(SettingsTable.WINDOW_IDLE_PUBLISH.name(), "never");
        return Addresses.settings(servers, given);
    }

    /**
     * Settings with names that nobody has used, and what has to be there for them.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public Settings ownNames(Course course, Contestant contestant) throws InterruptedException {
        Settings own = Addresses.named(course.settings(), "heat" + ++named);
        if (contestant.usesStores()) {
            Provisioning.installForTopology(own);
        } else {
            new KafkaTopics(own).ensure();
        }
        return own;
    }

    /**
     * Runs a contestant over the whole topic.
     *
     * @param own settings with names of its own
     * @param round in which round, for the report
     * @throws IOException if a folder cannot be written
     * @throws InterruptedException if the thread is interrupted
     * @throws ServerStartException if the contestant cannot be started
     */
    public Heat run(Course course, Settings own, Contestant contestant, int round)
            throws IOException, InterruptedException, ServerStartException {
        Workload workload = course.workload();
        Set<String> anomalies = course.anomalies();
        long documents = anomalies.size() + (contestant.publishesWindows() ? workload.closedWindows() : 0);
        Duration serversBefore = Calm.cpu(servers);
        Measurement took = run(course, own, contestant, 0, workload.readings(), documents);
        Duration serversTook = Calm.cpu(servers).minus(serversBefore);
        Set<String> found = AnomalyTopic.read(servers.kafkaBootstrap(), own.get(SettingsTable.RESULTS_TOPIC));
        Set<String> missed = new HashSet<>(anomalies);
        missed.removeAll(found);
        Set<String> wrong = new HashSet<>(found);
        wrong.removeAll(anomalies);
        return new Heat(
                contestant, round, took, serversTook.toMillis() / 1e3, found.size(), missed.size(), wrong.size());
    }

    /**
     * Appends one reading per sensor, and runs a contestant that keeps its state once more.
     *
     * @param own the settings of its run over all readings before
     * @throws IOException if a folder cannot be written
     * @throws InterruptedException if the thread is interrupted
     * @throws ServerStartException if the contestant cannot be started
     */
    public Measurement goOn(Course course, Settings own, Contestant contestant)
            throws IOException, InterruptedException, ServerStartException {
        Workload more = course.workload().withOneTurnMore();
        long before = course.workload().readings();
        WorkloadTopic.fill(servers.kafkaBootstrap(), own.get(SettingsTable.READINGS_TOPIC), more, before);
        return run(course, own, contestant, before, more.readings() - before, 0);
    }

    private Measurement run(
            Course course, Settings own, Contestant contestant, long before, long readings, long documents)
            throws IOException, InterruptedException, ServerStartException {
        Path child = Files.createDirectories(folder.resolve("run" + ++started + "-" + contestant.word()));
        Map<String, String> others = new HashMap<>();
        own.texts().forEach((name, text) -> others.put("setting." + name, text));
        others.putAll(contestant.told());
        others.put("topic-id", course.readings().id());
        others.put("topic-partitions", Integer.toString(course.readings().partitions()));
        others.put("documents", Long.toString(documents));
        others.put("readings-before", Long.toString(before));
        new Task(
                        own.get(SettingsTable.KAFKA_BOOTSTRAP),
                        own.get(SettingsTable.READINGS_TOPIC),
                        readings,
                        course.workload().windowMillis(),
                        Workload.SIGMAS,
                        Workload.MIN_COUNT,
                        own.get(SettingsTable.KAFKA_GROUP),
                        own.get(SettingsTable.RESULTS_TOPIC),
                        child,
                        others)
                .write();
        runChild(contestant, child);
        return Measurement.read(child);
    }

    private void runChild(Contestant contestant, Path own) throws InterruptedException, ServerStartException {
        List<String> all = new ArrayList<>(flags);
        all.addAll(contestant.flags());
        all.add("-Djava.io.tmpdir=" + own);
        ChildJvm jvm = new ChildJvm(
                all, Home.classPath("bench", contestant.module()), contestant.mainClass(), List.of(own.toString()));
        try (ChildProcess child =
                ChildProcess.start(contestant.word(), jvm.command(), Map.of(), own, own.resolve("output.log"))) {
            // Without a server the contestant would stand still until its time is over.
            ChildExit exit = child.onExit()
                    .applyToEither(servers.unexpectedExit(), first -> first)
                    .toCompletableFuture()
                    .get(HEAT_LIMIT.toSeconds(), TimeUnit.SECONDS);
            boolean ofServer = servers.unexpectedExit().toCompletableFuture().isDone();
            if (ofServer || exit.status() != 0) {
                throw new CliException(CliException.FAILED, exit.describe());
            }
        } catch (TimeoutException e) {
            throw new CliException(
                    CliException.FAILED,
                    contestant.word() + " did not come to its end within " + HEAT_LIMIT.toMinutes()
                            + " min; its log is " + own.resolve("output.log"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of " + contestant.word() + " cannot be waited for", e);
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
