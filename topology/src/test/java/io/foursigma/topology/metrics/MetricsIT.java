// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topology that has worked on known readings, as a scrape sees it, beside docs/metrics.md, the dashboard and the
 * alerts.
 */
final class MetricsIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    @TempDir
    static Path folder;

    private static final int SENSORS = 10;
    private static final int READINGS_PER_SENSOR = 27;
    private static final int MALFORMED = 7;

    /** Labels that Prometheus adds to whatever it scrapes. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private static RunningTopology topology;
    private static Scrape scrape;

    @BeforeAll
    static void readingsHaveGoneThrough() throws Exception {
        Settings settings = Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, SERVERS.kafkaBootstrap())
                .with(SettingsTable.TOPIC_PARTITIONS, "2")
                .with(SettingsTable.READINGS_TOPIC, "metrics.readings")
                .with(SettingsTable.TOPOLOGY_STATEFUL_TASKS, "2")
                .with(SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT, "1min");
        int port = freePort();
        topology = new RunningTopology(settings, port, folder);
        publish(settings);
        scrape = await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(ConnectException.class)
                .until(() -> Scrape.of(port), MetricsIT::isThrough);
    }

    @AfterAll
    static void stop() throws Exception {
        topology.stop();
    }

    @Test
    void readingsAreDeadLettersOrAppliedOrDuplicates() {
        double readings = SENSORS * READINGS_PER_SENSOR;
        double read = scrape.sum("foursigma_readings_read_total", "decode");
        double deadLetters = scrape.sum("foursigma_dead_letters_total", "decode");
        assertThat(deadLetters).isEqualTo(MALFORMED);
        for (String component : List.of("stats", "anomaly")) {
            double applied = scrape.sum("foursigma_readings_applied_total", component);
            double duplicate = scrape.sum("foursigma_readings_duplicate_total", component);
            assertThat(applied).as(component).isEqualTo(readings);
            assertThat(deadLetters + applied + duplicate).as(component).isEqualTo(read);
        }
    }

    @Test
    void insightsAreCountedAsTheStoresHaveThem() {
        assertThat(scrape.sum("foursigma_anomalies_total", "anomaly")).isEqualTo(SENSORS);
        assertThat(scrape.sum("foursigma_windows_closed_total", "anomaly")).isEqualTo(2 * SENSORS);
        assertThat(scrape.sum("foursigma_episodes_opened_total", "anomaly")).isEqualTo(SENSORS);
        assertThat(scrape.sum("foursigma_readings_late_total", "anomaly")).isEqualTo(SENSORS);
        assertThat(scrape.sum("foursigma_readings_late_total", "stats")).isZero();
        assertThat(scrape.sum("foursigma_documents_refused_total", "insights")).isZero();
        assertThat(topology.stores().deadLetters().letters()).hasSize(MALFORMED);
    }

    @Test
    void nothingWaitsAndNothingWasRetriedWhenAllIsThrough() {
        assertThat(List.of("foursigma_dirty_sensors", "foursigma_sink_queue_depth", "foursigma_retries_total"))
                .allSatisfy(name -> assertThat(scrape.of(name))
                        .isNotEmpty()
                        .allSatisfy(sample -> assertThat(sample.value()).isZero()));
    }

    @Test
    void flushesHaveCountSumAndQuantiles() {
        for (String component : List.of("stats", "anomaly")) {
            double count = scrape.sum("foursigma_flush_seconds_count", component);
            double sum = scrape.sum("foursigma_flush_seconds_sum", component);
            assertThat(count).isPositive();
            assertThat(sum / count).as("mean seconds").isBetween(1e-7, 1.0);
        }
        assertThat(scrape.of("foursigma_flush_seconds"))
                .hasSize(2 * 2 * 3)
                .allSatisfy(sample -> assertThat(sample.value()).isBetween(1e-7, 1.0));
    }

    @Test
    void lagHasEveryPartitionOnce() {
        assertThat(scrape.of("foursigma_consumer_lag_records"))
                .extracting(sample ->
                        sample.labels().get("topic") + "/" + sample.labels().get("partition"))
                .containsExactlyInAnyOrder("metrics.readings/0", "metrics.readings/1");
    }

    @Test
    void whatIsServedIsWhatIsDocumented() throws IOException {
        Set<MetricsFiles.Row> served = new HashSet<>();
        scrape.types().forEach((name, type) -> {
            if (name.startsWith("foursigma_")) {
                Set<String> labels = new TreeSet<>();
                Set<String> components = new TreeSet<>();
                scrape.of(name).forEach(sample -> {
                    labels.addAll(sample.labels().keySet());
                    components.add(sample.labels().getOrDefault("component", "none"));
                });
                served.add(new MetricsFiles.Row(name, type, labels, components));
            }
        });
        assertThat(served).containsExactlyInAnyOrderElementsOf(MetricsFiles.documented());
    }

    @Test
    void ofTheJvmThereIsMemoryAndGarbageCollectionAlone() {
        assertThat(scrape.types().keySet())
                .allMatch(name ->
                        name.startsWith("foursigma_") || name.startsWith("jvm_memory_") || name.startsWith("jvm_gc_"));
    }

    @Test
    void everyQueryOfTheDashboardReadsWhatIsServed() throws IOException {
        assertThat(MetricsFiles.dashboard()).hasSizeGreaterThan(15).allSatisfy(MetricsIT::assertAnswered);
    }

    @Test
    void everyAlertReadsWhatIsServed() throws IOException {
        assertThat(MetricsFiles.alerts()).hasSizeGreaterThan(5).allSatisfy(MetricsIT::assertAnswered);
    }

    private static void assertAnswered(MetricsFiles.Query query) {
        PromQuery asked = PromQuery.of(query.expression());
        assertThat(asked.selectors()).as(query.title()).isNotEmpty().allSatisfy(selector -> {
            Set<String> labels = scrape.samples().stream()
                    .filter(sample -> selector.reads(sample, ADDED))
                    .flatMap(sample -> sample.labels().keySet().stream())
                    .collect(Collectors.toCollection(HashSet::new));
            assertThat(labels).as("labels of what %s reads", selector).isNotEmpty();
            labels.addAll(ADDED);
            assertThat(labels).as("labels to sum by").containsAll(asked.groupedBy());
        });
        assertThat(asked.groupedBy()).as("labels of the answer").containsAll(query.usedLabels());
    }

    private static boolean isThrough(Scrape now) {
        return now.sum("foursigma_readings_applied_total", "anomaly") >= SENSORS * READINGS_PER_SENSOR
                && now.sum("foursigma_readings_applied_total", "stats") >= SENSORS * READINGS_PER_SENSOR
                && now.sum("foursigma_anomalies_total", "anomaly") >= SENSORS
                && now.sum("foursigma_dirty_sensors", "stats") == 0
                && now.of("foursigma_sink_queue_depth").stream().allMatch(sample -> sample.value() == 0)
                && now.of("foursigma_consumer_lag_records").size() == 2
                && now.sum("foursigma_consumer_lag_records", "readings") == 0;
    }

    /** Of each sensor a window of 20, an anomaly in the next, a reading that closes that one, and a late one. */
    private static void publish(Settings settings) throws Exception {
        Map<String, Object> config =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        String topic = settings.get(SettingsTable.READINGS_TOPIC);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < SENSORS; number++) {
            String sensor = "sensor-" + number;
            for (int i = 0; i < 20; i++) {
                records.add(reading(topic, sensor, 50L * i, 20 + i % 2));
            }
            for (int i = 0; i < 4; i++) {
                records.add(reading(topic, sensor, 2_000 + 50L * i, 20 + i % 2));
            }
            records.add(reading(topic, sensor, 2_500, 1_000));
            records.add(reading(topic, sensor, 4_000, 20));
            records.add(reading(topic, sensor, 100, 20));
        }
        for (int i = 0; i < MALFORMED; i++) {
            records.add(new ProducerRecord<>(topic, bytes("nobody"), bytes("no reading")));
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Future<?> sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> reading(String topic, String sensor, long time, double value) {
        String json = "{\"sensor\":\"" + sensor + "\",\"time\":" + time + ",\"value\":" + value + "}";
        return new ProducerRecord<>(topic, bytes(sensor), bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
