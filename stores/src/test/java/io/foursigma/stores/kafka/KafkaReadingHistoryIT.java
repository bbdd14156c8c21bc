// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.foursigma.analytics.RunningStatistics;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingHistoryContract;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.history.Explain;
import io.foursigma.stores.history.Explanation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KafkaReadingHistoryIT extends ReadingHistoryContract {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final long WINDOW = 1_700_000_000_000L;

    private Settings settings = Settings.defaults();
    private ReadingHistory history = new KafkaReadingHistory(settings);
    private KafkaProducer<byte[], byte[]> producer = producer("127.0.0.1:1", Map.of());
    private String topicId = "";

    @BeforeEach
    void open() {
        close();
        settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        topicId = new KafkaTopics(settings).ensure().id();
        history = new KafkaReadingHistory(settings);
        producer = producer(SERVERS.kafkaBootstrap(), Map.of());
    }

    @AfterEach
    void close() {
        history.close();
        producer.close();
    }

    @Override
    protected ReadingHistory history() {
        return history;
    }

    @Override
    protected void append(long timestamp, String value) {
        send(producer, timestamp, value);
        producer.flush();
    }

    @Override
    protected void deleteBefore(long offset) {
        TopicPartition partition = new TopicPartition(topic(), 0);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void recordsOfAnAbortedTransactionAreNotHandedOver() {
        append(1_000, "before");
        try (KafkaProducer<byte[], byte[]> transactional =
                producer(SERVERS.kafkaBootstrap(), Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic()))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            send(transactional, 1_010, "aborted");
            transactional.flush();
            transactional.abortTransaction();
        }
        await().until(() -> new Span(0, 3).equals(spans().get(0)));
        append(1_020, "behind");
        assertThat(read(AMPLE, 0, 4)).containsExactly("0 1000 before", "3 1020 behind", "-> 4");
        assertThat(read(AMPLE, 1, 3)).containsExactly("-> 3");
    }

    @Test
    void oneLookMoreThanAllowedIsRefusedUntilOneEnds() {
        List<ReadingHistory.Look> open = new ArrayList<>();
        for (int i = 0; i < KafkaReadingHistory.LOOKS; i++) {
            open.add(history.look(AMPLE));
        }
        assertThatThrownBy(() -> history.look(AMPLE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("ask again");
        open.remove(0).close();
        open.add(history.look(AMPLE));
        open.forEach(ReadingHistory.Look::close);
    }

    @Test
    void brokerThatIsAwayIsSaidInTimeAndTakesNoPlace() {
        Settings away = settings.with(SettingsTable.KAFKA_BOOTSTRAP, "127.0.0.1:1");
        try (ReadingHistory none = new KafkaReadingHistory(away)) {
            Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
                IntStream.range(0, KafkaReadingHistory.LOOKS).parallel().forEach(i -> assertAway(none));
                assertAway(none);
            });
        }
    }

    private static void assertAway(ReadingHistory none) {
        assertThatThrownBy(() -> none.look(AMPLE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("start it, or correct kafka.bootstrap-servers");
    }

    @Test
    void anomalyIsExplainedUntilItsReadingsAreGone() throws ExecutionException, InterruptedException {
        RunningStatistics values = new RunningStatistics();
        for (int i = 0; i < 3_000; i++) {
            double value = i % 7;
            boolean other = i % 3 > 0;
            append(other ? "other" : "s", WINDOW + i, value);
            if (!other && i >= 1_000 && i < 2_000) {
                values.add(value);
            }
        }
        append("s", WINDOW + 2_999, 50);
        producer.flush();
        double sigmas = (50 - values.mean()) / values.std();
        BaselineStats baseline =
                new BaselineStats(WINDOW + 1_000, WINDOW + 2_000, values.count(), values.mean(), values.std());
        Anomaly anomaly = anomaly(topicId, sigmas, baseline);
        assertThat(explain(anomaly)).isInstanceOfSatisfying(Explanation.Agrees.class, agrees -> {
            assertThat(agrees.evidence().firstOffset()).isBetween(0L, 999L);
            assertThat(agrees.evidence().judgedBy()).isNotNull();
        });
        BaselineStats altered = new BaselineStats(
                baseline.start(), baseline.end(), baseline.count(), Math.nextUp(baseline.mean()), baseline.std());
        assertThat(explain(anomaly(topicId, sigmas, altered)))
                .isInstanceOfSatisfying(
                        Explanation.Differs.class,
                        differs -> assertThat(differs.differences())
                                .singleElement()
                                .satisfies(one -> assertThat(one.field()).isEqualTo("baseline.mean")));
        assertThat(explain(anomaly("anotherTopicsIdentity0", sigmas, baseline)))
                .isInstanceOfSatisfying(
                        Explanation.Gone.class, gone -> assertThat(gone.why()).contains("made anew"));

        deleteBefore(1_500);
        assertThat(explain(anomaly))
                .isInstanceOfSatisfying(
                        Explanation.Gone.class, gone -> assertThat(gone.why()).contains("from offset 1500 on"));
        deleteBefore(3_001);
        assertThat(explain(anomaly))
                .isInstanceOfSatisfying(
                        Explanation.Gone.class, gone -> assertThat(gone.why()).contains("its record is deleted"));
        assertThat(baseline.mean()).isCloseTo(3, within(0.1));
    }

    private Map<Integer, Span> spans() {
        try (ReadingHistory.Look look = history.look(AMPLE)) {
            return look.spans();
        }
    }

    private Explanation explain(Anomaly anomaly) {
        return new Explain(history, settings, AMPLE).explain(anomaly);
    }

    private static Anomaly anomaly(String topic, double sigmas, BaselineStats baseline) {
        return new Anomaly(
                new Position(topic, 0, 3_000, 0),
                "s",
                WINDOW + 2_999,
                50,
                sigmas,
                baseline,
                new Anomaly.Rule(4, 8, 0),
                WINDOW + 2_000,
                WINDOW + 3_000,
                WINDOW + 2_999,
                WINDOW + 4_000);
    }

    private void append(String sensor, long time, double value) {
        send(producer, time, "{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}".formatted(sensor, time, value));
    }

    private void send(KafkaProducer<byte[], byte[]> to, long timestamp, String value) {
        var unused = to.send(new ProducerRecord<>(topic(), 0, timestamp, null, value.getBytes(UTF_8)));
    }

    private String topic() {
        return settings.get(SettingsTable.READINGS_TOPIC);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS.kafkaBootstrap()));
    }
}
