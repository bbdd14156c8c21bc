// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_KEYSPACE;
import static io.foursigma.schemas.settings.SettingsTable.DEAD_LETTERS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_PREFIX;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_GROUP;
import static io.foursigma.schemas.settings.SettingsTable.READINGS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_PREFIX;
import static io.foursigma.schemas.settings.SettingsTable.RESULTS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_RESEND_AFTER;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_ALLOWED_LATENESS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_IDLE_PUBLISH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.local.cli.chaos.LoadReadings;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.Provisioning;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A topic that is read again from its beginning changes nothing, wherever one looks. */
final class ReplayIT {

    @RegisterExtension
    static final SharedServers SERVERS =
            SharedServers.of(ServerKind.KAFKA, ServerKind.CASSANDRA, ServerKind.ELASTICSEARCH, ServerKind.REDIS);

    private static final LoadReadings READINGS = new LoadReadings(20_260_501, 8, 50, 1_750_000_000_000L);
    private static final int RECORDS = 4_000;
    private static final Duration DONE_WITHIN = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private Settings settings = Settings.defaults();
    private ReadingsTopic topic = new ReadingsTopic("", 1);

    @BeforeEach
    void publish() {
        settings = Settings.defaults()
                .with(KAFKA_BOOTSTRAP, SERVERS.kafkaBootstrap())
                .with(CASSANDRA_CONTACT_POINTS, text(SERVERS.cassandra()))
                .with(ELASTICSEARCH_URL, SERVERS.elasticsearch().toString())
                .with(REDIS_ADDRESS, text(SERVERS.redis()))
                .with(CASSANDRA_KEYSPACE, "replay")
                .with(ELASTICSEARCH_PREFIX, "replay")
                .with(REDIS_PREFIX, "replay")
                .with(KAFKA_GROUP, "replay")
                .with(READINGS_TOPIC, "replay-readings")
                .with(RESULTS_TOPIC, "replay-results")
                .with(DEAD_LETTERS_TOPIC, "replay-dead-letters")
                .with(WINDOW_ALLOWED_LATENESS, "1s")
                // Within one process no tuple gets lost, so that what comes again comes by a new beginning alone.
                .with(TOPOLOGY_RESEND_AFTER, "1h")
                .with(TOPOLOGY_MESSAGE_TIMEOUT, "1h")
                // What is published of silent sensors hangs on the wall clock.
                .with(WINDOW_IDLE_PUBLISH, "never");
        topic = Provisioning.installForTopology(settings);
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            for (int i = 0; i < RECORDS; i++) {
                publisher.publishRaw(READINGS.sensor(i).getBytes(UTF_8), READINGS.value(i));
            }
            publisher.flush();
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Test
    void replayingChangesNoByteAndStartingFromNothingOnlyTheTimesOfJudging() throws Exception {
        try (StoreDump stores = new StoreDump(settings)) {
            Ledger first = readToTheEnd(stores);
            StoreDump.Dump once = stores.read();
            assertHoldsAllKinds(first, once);
            assertWhatIfFindsWhatIsStored();

            for (int times = 1; times <= 2; times++) {
                long updates = stores.updatesOfRedis();
                rewind();
                Ledger again = readToTheEnd(stores);
                assertThat(again.replayed()).isEqualTo(times * first.read());
                assertThat(stores.updatesOfRedis()).as("values are sent again").isGreaterThan(updates);
                assertSame(stores.read(), once);
            }

            stores.empty();
            rewind();
            Ledger anew = readToTheEnd(stores);
            assertThat(anew.replayed()).isZero();
            assertThat(stores.read().documents()).as("judged at another time").isNotEqualTo(once.documents());
            assertSame(stores.read().withoutTimesOfJudging(), once.withoutTimesOfJudging());
        }
    }

    /** What is compared has late readings, dead letters, anomalies, windows and several versions of them. */
    private static void assertHoldsAllKinds(Ledger ledger, StoreDump.Dump dump) {
        assertThat(ledger.balanced()).isTrue();
        assertThat(ledger.replayed()).isZero();
        assertThat(ledger.read()).as("arrays hold several").isGreaterThan(RECORDS);
        assertThat(ledger.late()).isPositive();
        assertThat(ledger.deadLettered()).isPositive();
        assertThat(dump.documents().keySet())
                .anyMatch(name -> name.contains("-anomalies-"))
                .anyMatch(name -> name.contains("-windows-"));
        assertThat(dump.states().keySet())
                .anyMatch(name -> name.startsWith("stats of "))
                .anyMatch(name -> name.startsWith("windows of "));
        assertThat(dump.values()).hasSizeGreaterThan(READINGS.sensors());
    }

    /** The topic, judged by the settings in force without any store, gives the documents' anomalies, bit for bit. */
    private void assertWhatIfFindsWhatIsStored() throws IOException {
        List<String> stored = new ArrayList<>();
        try (InsightReader insights = new ElasticsearchInsightReader(settings)) {
            insights.forEachAnomaly(one -> stored.add(text(
                    one.id(),
                    one.sensor(),
                    one.time(),
                    one.value(),
                    one.sigmas(),
                    one.baseline().mean(),
                    one.baseline().std())));
        }
        Path file = folder.resolve("anomalies.ndjson");
        List<String> given = settings.texts().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        Ran whatIf = Ran.of(List.of("what-if"), given, "--anomalies", file.toString());
        assertThat(whatIf.exitCode()).as(whatIf.output()).isZero();
        assertThat(whatIf.output()).contains("* the settings in force").doesNotContain("left out");
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode one = JSON.readTree(line);
            JsonNode sigmas = one.get("sigmas");
            JsonNode baseline = one.get("baseline");
            found.add(text(
                    one.get("id").asText(),
                    one.get("sensor").asText(),
                    one.get("time").asLong(),
                    one.get("value").asDouble(),
                    sigmas.isNull() ? null : sigmas.asDouble(),
                    baseline.get("mean").asDouble(),
                    baseline.get("std").asDouble()));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(stored);
    }

    private static String text(@Nullable Object... fields) {
        return Arrays.toString(fields);
    }

    private static void assertSame(StoreDump.Dump found, StoreDump.Dump expected) {
        assertThat(found.documents()).containsExactlyEntriesOf(expected.documents());
        assertThat(found.states()).containsExactlyEntriesOf(expected.states());
        assertThat(found.values()).containsExactlyEntriesOf(expected.values());
    }

    /** Runs the topology until all is done with, and ends it. */
    private Ledger readToTheEnd(StoreDump stores) throws Exception {
        try (StormChild storm = StormChild.start(null);
                StateReader state = new CassandraStateReader(settings);
                Pipeline pipeline = new Pipeline(settings, state)) {
            storm.submit(settings, topic);
            storm.awaitSubmitted();
            Map<Integer, Long> ends = pipeline.ends();
            await().atMost(DONE_WITHIN).until(() -> pipeline.reached(ends));
            awaitRedisAtRest(stores);
            return pipeline.ledger();
        }
    }

    /** Nothing waits for Redis to acknowledge, so its last values may come after the commit. */
    private static void awaitRedisAtRest(StoreDump stores) {
        AtomicLong last = new AtomicLong(-1);
        await().atMost(DONE_WITHIN).pollInterval(Duration.ofSeconds(1)).until(() -> {
            long updates = stores.updatesOfRedis();
            return last.getAndSet(updates) == updates;
        });
    }

    /** Sets the group back to the beginning of all partitions. */
    private void rewind() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            beginning.put(new TopicPartition(settings.get(READINGS_TOPIC), partition), new OffsetAndMetadata(0));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get(KAFKA_BOOTSTRAP)))) {
            admin.alterConsumerGroupOffsets(settings.get(KAFKA_GROUP), beginning)
                    .all()
                    .get();
        }
    }
}
