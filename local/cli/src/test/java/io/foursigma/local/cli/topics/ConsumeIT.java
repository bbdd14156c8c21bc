// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.Ran;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.ResultLog;
import io.foursigma.stores.kafka.KafkaDeadLetterLog;
import io.foursigma.stores.kafka.KafkaResultLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code foursigma consume} on records that are there. */
@Timeout(180)
final class ConsumeIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final List<String> CONSUME = List.of("consume", "--from-beginning");
    private static final String READING = "{\"sensor\":\"a\",\"time\":1700000000123,\"value\":21.50}";

    private TestTopics topics = new TestTopics(Settings.defaults());

    @BeforeEach
    void createTopics() {
        topics = TestTopics.created(SERVERS.kafkaBootstrap(), 1);
    }

    @Test
    void readingsAreALineEachAndWhatIsNoneIsShownAsItIs() throws Exception {
        topics.write(READING, "[" + READING + "," + READING + "]", "hello", "x".repeat(300));
        Ran ran = topics.run(CONSUME);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        List<String> lines = ran.output().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches(" +0 +0 +20\\S+Z +a +a = 21\\.5 at 2023-11-14T22:13:20\\.123Z");
        assertThat(lines.get(1)).endsWith("2 readings, the first a = 21.5 at 2023-11-14T22:13:20.123Z");
        assertThat(lines.get(2)).matches(" +0 +2 +20\\S+Z +a +hello");
        assertThat(lines.get(3)).endsWith(" " + "x".repeat(200) + "...");
    }

    @Test
    void jsonHoldsTheValueAsItStandsOrAsTextOrAsDigits() throws Exception {
        topics.write(READING, "{\n\"n\" : 1.000000000000000000001 }", "hello", "NaN", "");
        try (KafkaProducer<byte[], byte[]> producer = TestTopics.producer(topics.kafka())) {
            topics.write(producer, new byte[] {(byte) 0xff, 0});
        }
        List<String> lines = topics.run(CONSUME, "--json").output().lines().toList();
        assertThat(lines.get(0))
                .startsWith("{\"topic\":\"" + topics.readings() + "\",\"partition\":0,\"offset\":0,\"timestamp\":")
                .endsWith(",\"key\":\"a\",\"value\":" + READING + "}");
        assertThat(lines.get(1)).endsWith(",\"value\":{ \"n\" : 1.000000000000000000001 }}");
        assertThat(lines.get(2)).endsWith(",\"text\":\"hello\"}");
        assertThat(lines.get(3)).endsWith(",\"text\":\"NaN\"}");
        assertThat(lines.get(4)).endsWith(",\"text\":\"\"}");
        assertThat(lines.get(5)).endsWith(",\"hex\":\"ff00\"}");
        assertThat(lines).hasSize(6);
    }

    @Test
    void nothingSteersTheTerminal() throws Exception {
        topics.write("\u001b[2J", "{\"sensor\":\"\\u001b[2J\u202e\u009b\",\"time\":1,\"value\":2}", "\"\u009b\u202e\"");
        String text = topics.run(CONSUME).output();
        assertThat(text).contains("hex 1b5b324a").contains("?[2J?? = 2.0").contains("hex 22c29be280ae22");
        String json = topics.run(CONSUME, "--json").output();
        assertThat(json).contains("\"text\":\"\\u001B[2J\"").contains("\"value\":\"\\u009b\\u202e\"");
        assertThat((text + json).codePoints().filter(one -> one != '\n'))
                .noneMatch(one -> Character.isISOControl(one) || Character.getType(one) == Character.FORMAT);
    }

    @Test
    void deadLettersAndResultsAreReadToo() {
        try (DeadLetterLog log = new KafkaDeadLetterLog(topics.settings())) {
            DeadLetter letter =
                    new DeadLetter(Position.parse("kY3.0.7.0"), "no JSON: 'hello'", "hello".getBytes(UTF_8));
            log.append(List.of(letter)).toCompletableFuture().join();
        }
        try (ResultLog log = new KafkaResultLog(topics.settings())) {
            SensorStats stats = new SensorStats("hall", 3, 2.5, 0.5, 0.6, 2, 3, 3, 1_700_000_000_123L);
            log.append(List.of(stats), List.of()).toCompletableFuture().join();
        }
        assertThat(topics.run(CONSUME, "dead-letters").output())
                .containsPattern("kY3\\.0\\.7\\.0 +dead-letter +no JSON: 'hello' +hello\\R$");
        assertThat(topics.run(CONSUME, "dead-letters", "--json").output())
                .contains("\"key\":\"kY3.0.7.0\",\"headers\":{\"kind\":\"dead-letter\"")
                .contains("\"offset\":\"7\"", "\"reason\":\"no JSON: 'hello'\"", "\"text\":\"hello\"");
        assertThat(topics.run(CONSUME, "results").output())
                .containsPattern(
                        "hall +stats +count 3, mean 2\\.5, std 0\\.5, .* last 3\\.0 at 2023-11-14T22:13:20\\.123Z\\R$");
        assertThat(topics.run(CONSUME, topics.readings() + "-results", "--json").output())
                .contains("\"value\":{\"type\":\"stats\",\"sensor\":\"hall\"");
        assertThat(topics.run(CONSUME, "readings").output()).isEmpty();
    }

    @Test
    void maxStopsAfterThatMany() throws Exception {
        topics.write("1", "2", "3");
        assertThat(topics.run(CONSUME, "--max", "2").output().lines()).hasSize(2);
        assertThat(topics.run(CONSUME, "--max", "2", "--follow").output().lines())
                .hasSize(2);
        assertThat(topics.run(CONSUME, "--max", "9").output().lines()).hasSize(3);
    }

    @Test
    void onlyWhatIsCommittedIsReadAndNoGroupIsLeftBehind() throws Exception {
        Map<String, Object> transactional = new HashMap<>(topics.kafka());
        transactional.put("transactional.id", topics.readings());
        try (KafkaProducer<byte[], byte[]> producer = TestTopics.producer(transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            topics.write(producer, "aborted".getBytes(UTF_8));
            producer.abortTransaction();
            producer.beginTransaction();
            topics.write(producer, "committed".getBytes(UTF_8));
            producer.commitTransaction();
            producer.beginTransaction();
            topics.write(producer, "open".getBytes(UTF_8));
            assertThat(topics.run(CONSUME).output().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).endsWith("committed"));
            producer.abortTransaction();
        }
        try (Admin admin = Admin.create(topics.kafka())) {
            assertThat(admin.listGroups().all().get())
                    .noneMatch(group -> group.groupId().contains(topics.readings())
                            || group.groupId().isEmpty());
        }
    }

    @Test
    void whatIsWrongIsToldWithItsCure() {
        assertRefused(topics.run(CONSUME, "nonsense"), "'nonsense' is no topic", "readings, results, dead-letters");
        assertRefused(topics.run(CONSUME, "--max", "0"), "--max 0", "at least 1");
        TestTopics absent = TestTopics.absent(SERVERS.kafkaBootstrap(), 1);
        assertRefused(absent.run(CONSUME), "has no topic '" + absent.readings() + "'", "foursigma topics create");
        Ran away = Ran.of(CONSUME, List.of("kafka.bootstrap-servers=127.0.0.1:1"));
        assertRefused(away, "Kafka at 127.0.0.1:1 does not", "correct kafka.bootstrap-servers");
        Ran nowhere = Ran.of(CONSUME, List.of("kafka.bootstrap-servers=nonsense"));
        assertRefused(nowhere, "Kafka at nonsense", "correct kafka.bootstrap-servers");
    }

    private static void assertRefused(Ran ran, String... told) {
        assertThat(ran.exitCode()).as(ran.output()).isEqualTo(2);
        assertThat(ran.output().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(told));
    }
}
