// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.local.cli.ByContent;
import io.foursigma.local.cli.Pipeline;
import io.foursigma.local.cli.chaos.Oracle;
import io.foursigma.local.servers.WorkerProcesses;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.redis.RedisLatestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A cluster on free ports, the readings that were published to it, and what they have to come to. */
final class TestCluster implements AutoCloseable {

    static final long WINDOW_MILLIS = 2_000;

    private static final Duration DONE_WITHIN = Duration.ofMinutes(3);
    private static final int SENSORS = 20;
    private static final long STEP_MILLIS = 100;

    private final Path folder;
    private final Settings settings;
    private final Random random;
    private final long startMillis;
    private final Oracle oracle = new Oracle(WINDOW_MILLIS, 0, 4, 8);
    private long published;

    private TestCluster(Path folder, long seed, long startMillis) {
        this.folder = folder;
        this.startMillis = startMillis;
        random = new Random(seed);
        settings = state().settings(Map.of());
    }

    /** Starts one. Event time starts at {@code startMillis}. */
    static TestCluster up(Path folder, long seed, long startMillis, String... options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("cluster", "up", "--free-ports", "--data", folder.toString()));
        arguments.addAll(List.of(options));
        String printed = Foursigma.succeed(arguments.toArray(String[]::new));
        assertThat(printed).contains("Supervisor 1 ready").contains("storm.yaml");
        return new TestCluster(folder, seed, startMillis);
    }

    ClusterState state() {
        return new ClusterFolder(folder).requireUp();
    }

    Settings settings() {
        return settings;
    }

    /** Runs a command of the cluster and expects that all goes well. */
    String command(String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("cluster"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--data", folder.toString()));
        return Foursigma.succeed(arguments.toArray(String[]::new));
    }

    Nimbus nimbus() {
        return new Nimbus(state().ports().nimbus());
    }

    /** The workers that are alive, of all supervisors. */
    List<ProcessHandle> workers() {
        List<ProcessHandle> workers = new ArrayList<>();
        new ClusterFolder(folder)
                .supervisorLocals()
                .forEach(local -> workers.addAll(new WorkerProcesses(local).alive()));
        return workers;
    }

    /** The workers of one supervisor that are alive. */
    List<ProcessHandle> workers(int supervisor) {
        return new WorkerProcesses(StormFiles.local(new ClusterFolder(folder).supervisor(supervisor))).alive();
    }

    /** A supervisor's own process. */
    ProcessHandle supervisor(int number) {
        String name = "Supervisor " + (number + 1);
        return Objects.requireNonNull(state().children().get(name), name).find().orElseThrow();
    }

    /** What the workers of one supervisor have logged, those that are gone included. */
    List<String> workerLog(int supervisor) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Integer> slots = state().ports().slotsOf(supervisor);
        try (Stream<Path> all = Files.walk(new ClusterFolder(folder).workers())) {
            for (Path log : all.filter(path -> path.endsWith("worker.log")).toList()) {
                if (slots.contains(
                        Integer.parseInt(log.getName(log.getNameCount() - 2).toString()))) {
                    lines.addAll(Files.readAllLines(log));
                }
            }
        }
        return lines;
    }

    /** Every process that belongs to the cluster, the keeper included. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(workers());
        state().keeper().find().ifPresent(keeper -> {
            all.add(keeper);
            all.addAll(keeper.descendants().toList());
        });
        return all;
    }

    /** Publishes readings of all sensors, in event time after all before, with a spike here and there. */
    void publish(int count) {
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            for (int i = 0; i < count; i++) {
                String sensor = "hall-" + published % SENSORS + "/temperature";
                long time = startMillis + published / SENSORS * STEP_MILLIS;
                double value = 20 + random.nextGaussian() + (random.nextInt(200) == 0 ? 15 : 0);
                ByContent.read(oracle, sensor, time, value);
                publisher.publish(new Reading(sensor, time, value));
                published++;
            }
            publisher.flush();
        }
    }

    /** Waits until every published reading is done with, and compares the statistics of all sensors with the oracle's. */
    void assertStatisticsEqualTheOracle() {
        try (StateReader state = new CassandraStateReader(settings);
                Pipeline pipeline = new Pipeline(settings, state)) {
            await().atMost(DONE_WITHIN).until(() -> pipeline.reached(pipeline.ends()));
            Ledger ledger = pipeline.ledger();
            assertThat(ledger.balanced()).as("%s", ledger).isTrue();
            assertThat(ledger.applied()).isEqualTo(published);
            Map<String, Oracle.Stats> expected = oracle.stats();
            Map<String, Long> counts = new HashMap<>();
            state.forEachStats((sensor, row) -> {
                Oracle.Stats stats = Objects.requireNonNull(expected.get(sensor), sensor);
                counts.put(sensor, row.moments().count());
                assertThat(row.moments().count()).as("count of %s", sensor).isEqualTo(stats.count());
                assertClose("mean of " + sensor, row.moments().mean(), stats.mean());
                assertClose("std of " + sensor, row.moments().std(), stats.std());
            });
            assertThat(counts.keySet()).isEqualTo(expected.keySet());
        }
    }

    /** The anomalies in Elasticsearch are the oracle's, once each. */
    void assertAnomaliesEqualTheOracle() {
        try (InsightReader insights = new ElasticsearchInsightReader(settings)) {
            await().atMost(DONE_WITHIN).untilAsserted(() -> {
                TreeSet<String> found = new TreeSet<>();
                insights.forEachAnomaly(anomaly -> assertThat(
                                found.add(ByContent.name(anomaly.sensor(), anomaly.time(), anomaly.value())))
                        .isTrue());
                assertThat(found).isEqualTo(ByContent.anomalies(oracle));
            });
        }
    }

    /** Redis holds every sensor with the count that it has come to. */
    void assertLatestValuesEqualTheOracle() {
        try (LatestReader latest = new RedisLatestReader(settings)) {
            await().atMost(DONE_WITHIN).untilAsserted(() -> {
                Map<String, Long> counts = new HashMap<>();
                latest.all().forEach(sensor -> {
                    if (sensor.stats() != null) {
                        counts.put(sensor.sensor(), sensor.stats().count());
                    }
                });
                Map<String, Long> expected = new HashMap<>();
                oracle.stats().forEach((sensor, stats) -> expected.put(sensor, stats.count()));
                assertThat(counts).isEqualTo(expected);
            });
        }
    }

    private static void assertClose(String what, double actual, double expected) {
        assertThat(actual).as(what).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }

    /** Ends it, whatever has become of it. */
    @Override
    public void close() throws IOException {
        try {
            Foursigma.run(Map.of(), "cluster", "down", "--data", folder.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the cluster was being ended", e);
        }
    }
}
