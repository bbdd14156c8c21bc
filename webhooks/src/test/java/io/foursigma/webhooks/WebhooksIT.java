// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import static io.foursigma.schemas.EpisodeChange.CLOSED;
import static io.foursigma.schemas.EpisodeChange.EXTENDED;
import static io.foursigma.schemas.EpisodeChange.OPENED;
import static io.foursigma.schemas.EpisodeChange.REOPENED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks against a real Kafka and real receivers. */
@Timeout(90)
final class WebhooksIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final int PARTITIONS = 2;

    private final String topic = "results-" + UUID.randomUUID();
    private Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"));
    private List<Hook> hooks = new ArrayList<>();

    @BeforeEach
    void createTopic() throws Exception {
        admin.close();
        admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()));
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all()
                .get();
    }

    @AfterEach
    void close() {
        hooks.forEach(Hook::close);
        admin.close();
    }

    @Test
    void everyChangeIsToldInTheOrderOfItsEpisodeWhateverReceiversAnswer(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret of ours\nsecond line\n");
        Hook good = hook(request -> 204);
        Hook bad = hook(request -> switch (request.key()) {
            case "topic.1.7.0/1" -> request.times() < 3 ? 500 : 200;
            case "topic.2.7.0/1" -> request.times() == 1 ? Hook.NEVER : 200;
            case "topic.3.7.0/1" -> 410;
            case "topic.4.7.0/1" -> 301;
            case "topic.5.7.0/1" -> request.times() == 1 ? 429 : 200;
            default -> 200;
        });
        Settings settings = settings(good.named("good"), bad.named("bad"))
                .with(SettingsTable.WEBHOOKS_TIMEOUT, "500ms")
                .with(SettingsTable.WEBHOOKS_SECRET_FILE, secret.toString())
                .with(SettingsTable.WEBHOOKS_PAGE_URL, "https://sensors.example.org");
        append(List.of(Episodes.episode(0, 1, OPENED)));
        try (Webhooks webhooks = Webhooks.start(settings, Clock.systemUTC())) {
            awaitBegin("good", "bad");
            List<Episode> changes = new ArrayList<>();
            for (int sensor = 1; sensor <= 6; sensor++) {
                changes.add(Episodes.episode(sensor, 1, OPENED));
                changes.add(Episodes.episode(sensor, 2, EXTENDED));
                changes.add(Episodes.episode(sensor, 3, CLOSED));
                changes.add(Episodes.episode(sensor, 4, REOPENED));
            }
            append(changes);
            append(changes);
            send("a", "no JSON", "{\"type\":\"stats\",\"sensor\":\"a\"}");
            patiently()
                    .untilAsserted(() -> assertThat(metric(webhooks, "repeated", "bad") + committed("bad"))
                            .isEqualTo(18 + 1 + 2 * 24 + 2));
            patiently().until(() -> committed("good") == 1 + 2 * 24 + 2);
            for (int sensor = 1; sensor <= 6; sensor++) {
                String id = "topic." + sensor + ".7.0/";
                assertThat(good.keys().stream().filter(key -> key.startsWith(id)))
                        .containsExactly(id + 1, id + 3, id + 4);
                assertThat(bad.keys().stream().filter(key -> key.startsWith(id)).distinct())
                        .containsExactly(id + 1, id + 3, id + 4);
            }
            assertThat(good.keys()).hasSize(18);
            assertThat(metric(webhooks, "delivered", "good")).isEqualTo(18);
            assertThat(metric(webhooks, "delivered", "bad")).isEqualTo(16);
            assertThat(metric(webhooks, "refused", "bad")).isEqualTo(2);
            assertThat(metric(webhooks, "retried", "bad")).isEqualTo(4);
            assertThat(metric(webhooks, "unreadable", "good")).isEqualTo(1);
        }
        assertThat(bad.requests())
                .filteredOn(request -> request.key().equals("topic.5.7.0/1"))
                .satisfies(asked ->
                        assertThat(asked.get(1).nanos() - asked.get(0).nanos()).isGreaterThan(900_000_000L));
        Hook.Request first = good.requests().stream()
                .filter(request -> request.key().equals("topic.2.7.0/3"))
                .findFirst()
                .orElseThrow();
        assertThat(first.body())
                .isEqualTo("{\"v\":1,\"event\":\"closed\","
                        + "\"page\":\"https://sensors.example.org/#/episode/topic.2.7.0\",\"episode\":"
                        + Episodes.json(Episodes.episode(2, 3, CLOSED)) + "}");
        assertThat(first.signature()).matches("t=\\d+,v1=[0-9a-f]{64}");
        String signature = String.valueOf(first.signature());
        String time = signature.substring(2, signature.indexOf(','));
        assertThat(signature.substring(signature.indexOf("v1=") + 3))
                .isEqualTo(hmac("s3cret of ours", time + '.' + first.body()));
    }

    @Test
    void receiverThatIsAwayTakesBoundedMemoryAndHoldsUpNobody() throws Exception {
        int port = Hook.deadPort();
        Hook good = hook(request -> 200);
        Settings settings = settings(good.named("good"), "away=http://127.0.0.1:" + port)
                .with(SettingsTable.WEBHOOKS_MAX_WAITING, "5");
        try (Webhooks webhooks = Webhooks.start(settings, Clock.systemUTC())) {
            awaitBegin("good", "away");
            List<Episode> changes = IntStream.range(0, 60)
                    .mapToObj(sensor -> Episodes.episode(sensor, 1, OPENED))
                    .toList();
            append(changes);
            patiently().until(() -> committed("good") == 60);
            assertThat(good.keys()).hasSize(60);
            patiently()
                    .until(() ->
                            metric(webhooks, "lag_records", "away") == 60 && metric(webhooks, "retried", "away") > 0);
            assertThat(metric(webhooks, "waiting", "away")).isBetween(5.0, 9.0);
            assertThat(metric(webhooks, "up", "away")).isZero();
            assertThat(metric(webhooks, "up", "good")).isEqualTo(1);
            assertThat(committed("away")).isZero();
            Hook back = Hook.start(port, request -> 200);
            hooks.add(back);
            patiently().until(() -> committed("away") == 60);
            assertThat(back.keys()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(good.keys());
        }
    }

    @Test
    void whatIsNotTakenInTimeIsGivenUpAndCounted() throws Exception {
        Hook hook = hook(request -> request.key().startsWith("topic.1.") ? 503 : 200);
        Settings settings = settings(hook.named("a")).with(SettingsTable.WEBHOOKS_GIVE_UP_AFTER, "1s");
        try (Webhooks webhooks = Webhooks.start(settings, Clock.systemUTC())) {
            awaitBegin("a");
            append(List.of(Episodes.episode(1, 1, OPENED), Episodes.episode(2, 1, OPENED)));
            patiently().until(() -> committed("a") == 2);
            assertThat(metric(webhooks, "given_up", "a")).isEqualTo(1);
            assertThat(metric(webhooks, "delivered", "a")).isEqualTo(1);
            assertThat(hook.requests().stream().filter(request -> request.key().startsWith("topic.1.")))
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void processKilledBetweenDeliveryAndCommitTellsItAgainUnderTheSameKey() throws Exception {
        AtomicReference<Process> victim = new AtomicReference<>();
        Hook hook = hook(request -> {
            Process process = victim.getAndSet(null);
            if (process != null) {
                process.destroyForcibly();
            }
            return 200;
        });
        Settings settings = settings(hook.named("a"));
        Process first = process(settings);
        awaitBegin("a");
        victim.set(first);
        append(List.of(Episodes.episode(1, 1, OPENED)));
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(committed("a")).isZero();
        // Nobody reads, and results go on.
        append(List.of(Episodes.episode(1, 3, CLOSED), Episodes.episode(2, 1, OPENED)));
        Process second = process(settings);
        try {
            patiently().until(() -> committed("a") == 3);
        } finally {
            second.toHandle().destroy();
        }
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
        assertThat(hook.keys().stream().filter(key -> key.startsWith("topic.1.")))
                .containsExactly("topic.1.7.0/1", "topic.1.7.0/1", "topic.1.7.0/3");
        assertThat(hook.requests().stream()
                        .filter(request -> request.key().equals("topic.1.7.0/1"))
                        .map(Hook.Request::body)
                        .distinct())
                .hasSize(1);
        assertThat(hook.keys()).contains("topic.2.7.0/1");
    }

    private Hook hook(ToIntFunction<Hook.Request> status) throws IOException {
        Hook hook = Hook.start(0, status);
        hooks.add(hook);
        return hook;
    }

    private Settings settings(String... receivers) {
        return Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, SERVERS.kafkaBootstrap())
                .with(SettingsTable.RESULTS_TOPIC, topic)
                .with(SettingsTable.WEBHOOKS_GROUP, topic)
                .with(SettingsTable.WEBHOOKS_PORT, "0")
                .with(SettingsTable.WEBHOOKS_URLS, String.join(",", receivers));
    }

    private static Process process(Settings settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WebhooksMain.class.getName()));
        for (var setting : List.of(
                SettingsTable.KAFKA_BOOTSTRAP,
                SettingsTable.RESULTS_TOPIC,
                SettingsTable.WEBHOOKS_GROUP,
                SettingsTable.WEBHOOKS_PORT,
                SettingsTable.WEBHOOKS_URLS)) {
            command.add("-c");
            command.add(setting.name() + '=' + settings.text(setting));
        }
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20));
    }

    private void append(List<Episode> episodes) throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            List<Future<?>> sent = new ArrayList<>();
            for (Episode episode : episodes) {
                sent.add(producer.send(new ProducerRecord<>(topic, episode.sensor(), Episodes.json(episode))));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private void send(String key, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, key, value)).get();
            }
        }
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()), new StringSerializer(), new StringSerializer());
    }

    /** Waits until what comes from now on is told to these receivers. */
    private void awaitBegin(String... receivers) {
        for (String receiver : receivers) {
            patiently()
                    .until(() -> admin.listConsumerGroupOffsets(topic + '.' + receiver)
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .size()
                            == PARTITIONS);
        }
    }

    /** How many records the receiver's group is done with. */
    private long committed(String receiver) throws Exception {
        return admin
                .listConsumerGroupOffsets(topic + '.' + receiver)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private static double metric(Webhooks webhooks, String name, String receiver) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + webhooks.port().orElseThrow() + "/metrics");
        try (InputStream metrics = uri.toURL().openStream()) {
            return new String(metrics.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.matches(
                            "foursigma_webhooks_" + name + "(_total)?\\{receiver=\"" + receiver + "\"} .*"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('}') + 2)))
                    .sum();
        }
    }

    /** HMAC-SHA256 from its definition in RFC 2104, for a key of up to 64 bytes. */
    private static String hmac(String secret, String text) throws Exception {
        byte[] key = Arrays.copyOf(secret.getBytes(UTF_8), 64);
        return HexFormat.of().formatHex(sha256(padded(key, 0x5c), sha256(padded(key, 0x36), text.getBytes(UTF_8))));
    }

    private static byte[] sha256(byte[] first, byte[] second) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(first);
        return digest.digest(second);
    }

    private static byte[] padded(byte[] key, int pad) {
        byte[] padded = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            padded[i] = (byte) (key[i] ^ pad);
        }
        return padded;
    }
}
