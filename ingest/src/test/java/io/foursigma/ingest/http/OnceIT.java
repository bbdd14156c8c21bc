// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Requests with an {@code Idempotency-Key}. */
@Timeout(120)
final class OnceIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final String NOW_READING = "{\"temperature\":21.5}";
    private static final String ONE = "{\"sensor\":\"a\",\"time\":1,\"value\":1}";
    private static final String TWO = "[{\"sensor\":\"a\",\"time\":1,\"value\":2},{\"sensor\":\"a\"}]";

    @TempDir
    private Path folder = Path.of("");

    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private TestTopic topic = new TestTopic("", "");

    @BeforeEach
    void createTopic() throws Exception {
        topic = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void aRequestIsTakenOnceByWhomeverAndAnsweredAsTheFirstTime() throws Exception {
        try (TestCollector first = collector();
                TestCollector second = collector()) {
            HttpResponse<String> taken = post(first, "/v1/readings", "k", TWO);
            assertThat(taken.statusCode()).isEqualTo(207);
            for (TestCollector collector : List.of(first, second, first, second)) {
                now.addAndGet(60_000);
                HttpResponse<String> again = post(collector, "/v1/readings", "\"k\"", TWO);
                assertThat(again.statusCode()).isEqualTo(207);
                assertThat(again.body()).isEqualTo(taken.body());
            }
            assertThat(second.get("/metrics"))
                    .contains("foursigma_collector_repeated_messages_total{source=\"http\"} 2.0");
        }
        try (TestCollector third = collector()) {
            assertThat(post(third, "/v1/readings", "k", TWO).statusCode()).isEqualTo(207);
            assertThat(post(third, "/v1/readings", "k2", TWO).statusCode()).isEqualTo(207);
        }
        assertThat(topic.values())
                .containsExactly(
                        "{\"sensor\":\"a\",\"time\":1,\"value\":2.0}", "{\"sensor\":\"a\",\"time\":1,\"value\":2.0}");
    }

    @Test
    void relativeTimesCountFromTheFirstTime() throws Exception {
        try (TestCollector collector = collector()) {
            assertThat(post(collector, "/v1/telemetry/hall", "k", NOW_READING).statusCode())
                    .isEqualTo(202);
            now.addAndGet(5_000);
            assertThat(post(collector, "/v1/telemetry/hall", "k", NOW_READING).statusCode())
                    .isEqualTo(202);
        }
        assertThat(topic.values())
                .containsExactly("{\"sensor\":\"hall/temperature\",\"time\":1700000000000,\"value\":21.5}");
    }

    @Test
    void aKeyIsOfOneRequestAndOfOneSender() throws Exception {
        Path keys = folder.resolve("keys.ndjson");
        String one = Keys.run("create", keys, "one").strip();
        String other = Keys.run("create", keys, "other").strip();
        try (TestCollector collector = TestCollector.start(
                settings().with(SettingsTable.COLLECT_KEYS_FILE, keys.toString()), TestCollector.at(now))) {
            for (String sender : List.of(one, other, one)) {
                assertThat(post(collector, "/v1/telemetry", sender, "k", NOW_READING)
                                .statusCode())
                        .isEqualTo(202);
            }
            HttpResponse<String> reused = post(collector, "/v1/telemetry", one, "k", "{\"temperature\":21.6}");
            assertThat(reused.statusCode()).isEqualTo(422);
            assertThat(reused.body()).contains("Another request has this key");
            assertThat(post(collector, "/v1/telemetry/x", one, "k", NOW_READING).statusCode())
                    .isEqualTo(422);
            assertThat(post(collector, "/v1/telemetry", one, "a b", NOW_READING).statusCode())
                    .isEqualTo(400);
        }
        assertThat(topic.values()).hasSize(2);
    }

    @Test
    void whatHasNoReadingMayBeMendedUnderItsKey() throws Exception {
        try (TestCollector collector = collector()) {
            assertThat(post(collector, "/v1/readings", "k", "{}").statusCode()).isEqualTo(400);
            assertThat(post(collector, "/v1/readings", "k", TWO).statusCode()).isEqualTo(207);
        }
        assertThat(topic.values()).hasSize(1);
    }

    @Test
    void manyAtATimeThroughTwoCollectorsAreTakenOnceEach() throws Exception {
        int requests = 200;
        try (TestCollector first = collector();
                TestCollector second = collector()) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 3 * requests; i++) {
                int request = i % requests;
                TestCollector collector = i % 2 == 0 ? first : second;
                String body = "{\"sensor\":\"a\",\"time\":" + request + ",\"value\":1}";
                answers.add(threads.submit(() -> post(collector, "/v1/readings", "k" + request, body)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(202);
            }
            threads.shutdown();
        }
        assertThat(topic.values())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, requests)
                        .mapToObj(i -> "{\"sensor\":\"a\",\"time\":" + i + ",\"value\":1.0}")
                        .toList());
    }

    @Test
    void threeCollectorsShareOnePartition() throws Exception {
        List<String> keys = keysOfOnePartition(20);
        List<TestCollector> collectors = List.of(collector(), collector(), collector());
        ExecutorService threads = Executors.newFixedThreadPool(9);
        List<Future<Integer>> statuses = new ArrayList<>();
        for (int i = 0; i < 9 * keys.size(); i++) {
            int number = i;
            statuses.add(
                    threads.submit(() -> post(collectors.get(number % 3), "/v1/readings", keys.get(number / 9), ONE)
                            .statusCode()));
        }
        for (Future<Integer> status : statuses) {
            assertThat(status.get()).isEqualTo(202);
        }
        threads.shutdown();
        collectors.forEach(TestCollector::close);
        assertThat(topic.values()).hasSize(keys.size());
    }

    @Test
    void aKeyIsOfOneTopicOfReadings() throws Exception {
        TestTopic other = TestTopic.create(SERVERS.kafkaBootstrap());
        for (Settings settings : List.of(settings(), settings().with(SettingsTable.READINGS_TOPIC, other.name()))) {
            try (TestCollector collector = TestCollector.start(settings, TestCollector.at(now))) {
                assertThat(post(collector, "/v1/readings", "k", ONE).statusCode())
                        .isEqualTo(202);
            }
        }
        assertThat(topic.values()).hasSize(1);
        assertThat(other.values()).hasSize(1);
    }

    @Test
    void whatWasTakenIsFoundAlsoWhereNoneOfItWouldBeTakenNow() throws Exception {
        try (TestCollector collector =
                TestCollector.start(settings().with(SettingsTable.TIME_MAX_AHEAD, "1h"), TestCollector.at(now))) {
            String body = "{\"sensor\":\"a\",\"time\":" + now.get() + ",\"value\":1}";
            assertThat(post(collector, "/v1/readings", "k", body).statusCode()).isEqualTo(202);
            now.addAndGet(-Duration.ofHours(2).toMillis());
            assertThat(post(collector, "/v1/readings", "k", body).statusCode()).isEqualTo(202);
            assertThat(post(collector, "/v1/readings", "k2", body).statusCode()).isEqualTo(400);
        }
        assertThat(topic.values()).hasSize(1);
    }

    @Test
    void aRecordThatKafkaRefusesCostsNoOtherRequest() throws Exception {
        try (Admin admin = admin()) {
            ConfigResource readings = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            ConfigEntry small = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "400");
            admin.incrementalAlterConfigs(Map.of(readings, List.of(new AlterConfigOp(small, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        List<String> keys = keysOfOnePartition(30);
        String tooLarge = "{\"sensor\":\"" + randomText(250) + "\",\"time\":1,\"value\":1}";
        try (TestCollector collector = collector()) {
            // While the first one waits for its partition to be owned, the others gather behind it.
            ExecutorService threads = Executors.newFixedThreadPool(keys.size());
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (String key : keys) {
                String body = keys.indexOf(key) == 20 ? tooLarge : ONE;
                answers.add(threads.submit(() -> post(collector, "/v1/readings", key, body)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().statusCode()).isEqualTo(i == 20 ? 503 : 202);
            }
            assertThat(answers.get(20).get().body()).contains("max.message.bytes");
            threads.shutdown();
        }
        assertThat(topic.values()).hasSize(29);
    }

    @Test
    void marksAreFoundBehindTransactionsThatCameToNothing() throws Exception {
        Settings few = settings().with(SettingsTable.COLLECT_HTTP_REQUESTS_KEPT, "2");
        List<String> keys = keysOfOnePartition(2);
        try (TestCollector collector = TestCollector.start(few, TestCollector.at(now))) {
            for (String key : keys) {
                assertThat(post(collector, "/v1/readings", key, ONE).statusCode())
                        .isEqualTo(202);
            }
        }
        TopicPartition partition = partitionOf(keys.get(0));
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", SERVERS.kafkaBootstrap(), "transactional.id", topic.name());
        try (KafkaProducer<byte[], byte[]> nobody =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            nobody.initTransactions();
            for (int i = 0; i < 20; i++) {
                nobody.beginTransaction();
                nobody.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[1]))
                        .get();
                nobody.abortTransaction();
            }
        }
        try (TestCollector next = TestCollector.start(few, TestCollector.at(now))) {
            for (String key : keys) {
                assertThat(post(next, "/v1/readings", key, ONE).statusCode()).isEqualTo(202);
            }
        }
        assertThat(topic.values()).hasSize(2);
    }

    @Test
    void aTopicThatIsMadeAnewIsUsedAndOneWithOtherPartitionsIsRefusedByName() throws Exception {
        try (Admin admin = admin();
                TestCollector collector = collector()) {
            admin.createTopics(List.of(new NewTopic(requests(), 3, (short) 1)))
                    .all()
                    .get();
            HttpResponse<String> refused = post(collector, "/v1/readings", "k", ONE);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains(requests()).contains("16 partitions");
            admin.deleteTopics(List.of(requests())).all().get();
            awaitGone(admin);
            assertThat(post(collector, "/v1/readings", "k", ONE).statusCode()).isEqualTo(202);
            assertThat(post(collector, "/v1/readings", "k", ONE).statusCode()).isEqualTo(202);
        }
        assertThat(topic.values()).hasSize(1);
    }

    @Test
    void ofManyRequestsTheNewestAreKnown() throws Exception {
        Settings few = settings().with(SettingsTable.COLLECT_HTTP_REQUESTS_KEPT, "3");
        List<String> keys = IntStream.range(0, 100).mapToObj(i -> "k" + i).toList();
        try (TestCollector collector = TestCollector.start(few, TestCollector.at(now))) {
            for (String key : keys) {
                assertThat(post(collector, "/v1/readings", key, TWO).statusCode())
                        .isEqualTo(207);
            }
        }
        // The newest three of all are among the newest three of their partitions.
        try (TestCollector next = TestCollector.start(few, TestCollector.at(now))) {
            for (String key : keys.subList(97, 100)) {
                assertThat(post(next, "/v1/readings", key, TWO).statusCode()).isEqualTo(207);
            }
        }
        assertThat(topic.values()).hasSize(100);
    }

    @Test
    void marksAreAsTheDocumentSays() throws Exception {
        try (TestCollector collector = collector()) {
            assertThat(post(collector, "/v1/readings", "\"k-1\"", TWO).statusCode())
                    .isEqualTo(207);
        }
        List<ConsumerRecord<byte[], byte[]>> marks = new TestTopic(requests(), topic.bootstrap()).records();
        assertThat(marks).hasSize(1);
        byte[] request = sha256(topic.name(), "", "k-1");
        assertThat(marks.get(0).key()).isNull();
        assertThat(marks.get(0).timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(marks.get(0).partition()).isEqualTo(partitionOf(request));
        assertThat(marks.get(0).value())
                .isEqualTo(ByteBuffer.allocate(41)
                        .put((byte) 1)
                        .put(request)
                        .put(sha256("JSON", TWO))
                        .putLong(now.get())
                        .array());
    }

    @Test
    void aTopicThatIsMadeAnewWhileAnotherOwnsItIsReadFromItsBegin() throws Exception {
        List<String> keys = keysOfOnePartition(4);
        try (Admin admin = admin();
                TestCollector a = collector();
                TestCollector b = collector()) {
            assertThat(post(b, "/v1/readings", keys.get(0), ONE).statusCode()).isEqualTo(202);
            assertThat(post(a, "/v1/readings", keys.get(1), ONE).statusCode()).isEqualTo(202);
            admin.deleteTopics(List.of(requests())).all().get();
            awaitGone(admin);
            for (String key : keys.subList(2, 4)) {
                assertThat(post(b, "/v1/readings", key, ONE).statusCode()).isEqualTo(202);
            }
            for (String key : keys.subList(2, 4)) {
                assertThat(post(a, "/v1/readings", key, ONE).statusCode()).isEqualTo(202);
            }
        }
        assertThat(topic.values()).hasSize(4);
    }

    @Test
    void whatAnotherCollectorHasTakenIsFoundAlsoWhereNoneOfItWouldBeTakenNow() throws Exception {
        List<String> keys = keysOfOnePartition(2);
        Settings hour = settings().with(SettingsTable.TIME_MAX_AHEAD, "1h");
        String body = "{\"sensor\":\"a\",\"time\":" + now.get() + ",\"value\":1}";
        try (TestCollector a = TestCollector.start(hour, TestCollector.at(now));
                TestCollector b = TestCollector.start(hour, TestCollector.at(now))) {
            assertThat(post(a, "/v1/readings", keys.get(0), body).statusCode()).isEqualTo(202);
            assertThat(post(b, "/v1/readings", keys.get(1), body).statusCode()).isEqualTo(202);
            now.addAndGet(-Duration.ofHours(2).toMillis());
            assertThat(post(a, "/v1/readings", keys.get(1), body).statusCode()).isEqualTo(202);
        }
        assertThat(topic.values()).hasSize(2);
    }

    @Test
    void whoWaitsWhileACollectorStopsIsAnswered() throws Exception {
        List<String> keys = keysOfOnePartition(8);
        ExecutorService threads = Executors.newFixedThreadPool(keys.size());
        List<Future<Integer>> statuses = new ArrayList<>();
        TestCollector collector = collector();
        for (String key : keys) {
            statuses.add(threads.submit(
                    () -> post(collector, "/v1/readings", key, ONE).statusCode()));
        }
        // All of them are there, and wait for their partition to be owned.
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> collector.get("/metrics").contains("received_items_total{source=\"http\"} 8.0"));
        collector.close();
        int taken = 0;
        for (Future<Integer> status : statuses) {
            assertThat(status.get()).isIn(202, 503);
            taken += status.get() == 202 ? 1 : 0;
        }
        threads.shutdown();
        assertThat(topic.values()).hasSize(taken);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()));
    }

    private void awaitGone(Admin admin) {
        await().until(() -> !admin.listTopics().names().get().contains(requests()));
    }

    private List<String> keysOfOnePartition(int count) throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; keys.size() < count; i++) {
            if (partitionOf("k" + i).partition() == 7) {
                keys.add("k" + i);
            }
        }
        return keys;
    }

    private TopicPartition partitionOf(String key) throws Exception {
        return new TopicPartition(requests(), partitionOf(sha256(topic.name(), "", key)));
    }

    private static int partitionOf(byte[] request) {
        return (int) Math.floorMod(ByteBuffer.wrap(request).getLong(), 16L);
    }

    /** A text that does not shrink. */
    private static String randomText(int characters) {
        Random random = new Random(1);
        return random.ints(characters, 0x4e00, 0x9000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] sha256(String... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update(new byte[] {0, 0, (byte) (bytes.length >> 8), (byte) bytes.length});
            digest.update(bytes);
        }
        return Arrays.copyOf(digest.digest(), 16);
    }

    private TestCollector collector() {
        return TestCollector.start(settings(), TestCollector.at(now));
    }

    private Settings settings() {
        return topic.settings().with(SettingsTable.COLLECT_HTTP_REQUESTS_TOPIC, requests());
    }

    private String requests() {
        return topic.name() + "-requests";
    }

    private static HttpResponse<String> post(TestCollector collector, String path, String key, String body)
            throws Exception {
        return collector.post(
                path, Map.of("Content-Type", "application/json", "Idempotency-Key", key), body.getBytes(UTF_8));
    }

    private static HttpResponse<String> post(
            TestCollector collector, String path, String sender, String key, String body) throws Exception {
        return collector.post(path, Map.of("X-API-Key", sender, "Idempotency-Key", key), body.getBytes(UTF_8));
    }
}
