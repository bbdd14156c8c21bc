// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.Ran;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.ReadingOffsets;
import io.foursigma.stores.kafka.KafkaDeadLetterLog;
import io.foursigma.stores.kafka.KafkaTopics;
import io.foursigma.stores.kafka.TopicOffsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code foursigma dead-letters} on letters that were appended by hand. */
final class DeadLettersIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String REPAIRED = "{\"sensor\":\"a\",\"time\":1,\"value\":2.5}";
    private static final String TEXT = "kY3.0.7.0";
    private static final String BINARY = "kY3.1.8.2";
    private static final String GOOD_BY_NOW = "kY3.0.9.0";
    private static final String REFUSED = "kY3.0.10.0";
    private static final String HOSTILE = "kY3.0.11.0";

    @TempDir
    private Path folder = Path.of("");

    private Settings settings = Settings.defaults();

    @BeforeEach
    void keepLetters() {
        String name = "letters-" + NUMBERS.incrementAndGet();
        settings = Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, SERVERS.kafkaBootstrap())
                .with(SettingsTable.TOPIC_PARTITIONS, "1")
                .with(SettingsTable.READINGS_TOPIC, name)
                .with(SettingsTable.RESULTS_TOPIC, name + "-results")
                .with(SettingsTable.DEAD_LETTERS_TOPIC, name + "-dead");
        new KafkaTopics(settings).ensure();
        try (DeadLetterLog log = new KafkaDeadLetterLog(settings)) {
            DeadLetter text = letter(TEXT, "no JSON: 'hello'", "hello".getBytes(UTF_8));
            append(log, text);
            append(log, letter(BINARY, "no JSON: bytes", new byte[] {(byte) 0xff, 0, 1}));
            append(log, letter(GOOD_BY_NOW, "the time was too far ahead", REPAIRED.getBytes(UTF_8)));
            append(log, letter(HOSTILE, "no JSON: '\u001b[2J'", "\u001b[2J".getBytes(UTF_8)));
            append(log, text);
            log.appendRefused(List.of(new RefusedDocument(Position.parse(REFUSED), "w@0", "too odd", new byte[0])))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void listShowsEachOnceAndCanBeNarrowedAndPaged() {
        assertThat(run("list").output())
                .contains("1 to 5 of 5")
                .containsPattern("(?m)^kY3\\.0\\.10\\.0 .* refused +0 +too odd$")
                .containsOnlyOnce(TEXT)
                .doesNotContain("\u001b");
        assertThat(run("list", "--reason", "no json").output()).contains("1 to 3 of 3");
        assertThat(run("list", "--partition", "1").output()).contains(BINARY, "1 to 1 of 1");
        assertThat(run("list", "--since", "1h").output()).contains("1 to 5 of 5");
        assertThat(run("list", "--since", "2200-01-01T00:00:00Z").output()).contains("none of 0");
        assertThat(run("list", "--oldest-first", "--limit", "2", "--page", "2").output())
                .contains(GOOD_BY_NOW, HOSTILE, "3 to 4 of 5")
                .doesNotContain(BINARY);
        assertThat(run("list", "--json", "--limit", "1", "--oldest-first").output())
                .startsWith("{\"matching\":5,\"letters\":[{\"position\":\"" + TEXT + "\",\"kind\":\"dead-letter\","
                        + "\"reason\":\"no JSON: 'hello'\",\"time\":");
    }

    @Test
    void showShowsTheBytesAsTextOrAsDigitsWhereTheyAreNone() {
        assertThat(run("show", TEXT).output())
                .containsPattern("reason +no JSON: 'hello'")
                .containsPattern("text +hello")
                .containsPattern("replayed +no");
        assertThat(run("show", BINARY).output())
                .containsPattern("partition +1")
                .containsPattern("offset +8")
                .containsPattern("index +2")
                .containsPattern("hex 000000 +ff 00 01");
        assertThat(run("show", HOSTILE).output())
                .containsPattern("hex 000000 +1b 5b 32 4a")
                .doesNotContain("\u001b");
        assertThat(run("show", BINARY, "--json").output())
                .contains("\"hex\":\"ff0001\"")
                .contains("\"replayed\":null");
        assertThat(run("show", REFUSED).output()).containsPattern("refused +w@0");
    }

    @Test
    void replayWritesOnceAndSaysSo() throws Exception {
        Ran first = run("replay", TEXT, "--value", REPAIRED);
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output()).contains(TEXT + " is replayed: 1 reading(s) written");
        Ran second = run("replay", TEXT, "--value", REPAIRED);
        assertThat(second.exitCode()).isZero();
        assertThat(second.output()).contains(TEXT + " was replayed already: nothing is written");
        assertThat(readingOffsets()).isEqualTo(2); // the reading, and the end of its transaction
        assertThat(run("list").output()).containsPattern("(?m)^kY3\\.0\\.7\\.0 .* replayed ");
        assertThat(run("show", TEXT).output())
                .containsPattern("replayed +20.*, as")
                .contains(REPAIRED);

        Path file = Files.writeString(folder.resolve("repaired.json"), "[" + REPAIRED + "," + REPAIRED + "]");
        assertThat(run("replay", BINARY, "--file", file.toString()).output()).contains("2 reading(s) written");
        assertThat(run("replay", GOOD_BY_NOW).output()).contains("1 reading(s) written");
    }

    @Test
    void whatWouldBeDeadAgainIsRefusedAndNothingIsWritten() {
        assertRefused("no JSON", "replay", TEXT);
        assertRefused("the field 'value' is missing", "replay", TEXT, "--value", "{\"sensor\":\"a\",\"time\":1}");
        assertRefused("time.max-ahead", "replay", TEXT, "--value", REPAIRED.replace(":1,", ":4102444800000,"));
        assertRefused("an empty array", "replay", TEXT, "--value", "[]");
        assertRefused(
                "cannot be read",
                "replay",
                TEXT,
                "--file",
                folder.resolve("missing").toString());
        assertRefused("cannot be replayed", "replay", REFUSED);
        assertRefused("Nothing is kept of kY3.0.99.0", "replay", "kY3.0.99.0", "--value", REPAIRED);
        assertRefused("Nothing is kept of kY3.0.99.0", "show", "kY3.0.99.0");
        assertThat(readingOffsets()).isZero();
    }

    @Test
    void kafkaThatIsAwayIsOneClearLine() {
        Ran ran = Ran.of(List.of("dead-letters", "list"), List.of("kafka.bootstrap-servers=127.0.0.1:1"));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Kafka at 127.0.0.1:1", "kafka.bootstrap-servers"));
    }

    private void assertRefused(String told, String... words) {
        Ran ran = run(words);
        assertThat(ran.exitCode()).as(ran.output()).isEqualTo(2);
        assertThat(ran.output()).contains(told).doesNotContain("\tat ");
    }

    private Ran run(String... words) {
        List<String> given = settings.texts().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        return Ran.of(List.of("dead-letters", words[0]), given, Arrays.copyOfRange(words, 1, words.length));
    }

    private long readingOffsets() {
        try (ReadingOffsets offsets = TopicOffsets.ofReadings(settings)) {
            return offsets.spans().values().stream()
                    .mapToLong(ReadingOffsets.Span::end)
                    .sum();
        }
    }

    private static DeadLetter letter(String position, String reason, byte[] bytes) {
        return new DeadLetter(Position.parse(position), reason, bytes);
    }

    private static void append(DeadLetterLog log, DeadLetter letter) {
        log.append(List.of(letter)).toCompletableFuture().join();
    }
}
