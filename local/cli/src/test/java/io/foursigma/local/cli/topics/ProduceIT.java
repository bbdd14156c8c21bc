// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.cli.Ran;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code foursigma produce}: what it says it has published is what Kafka holds. */
@Timeout(180)
final class ProduceIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final List<String> PRODUCE = List.of("produce");
    private static final String CSV = "sensor,time,value\nhall,1,21.5\nyard,2,3\n";

    @TempDir
    private Path folder = Path.of("");

    private TestTopics topics = new TestTopics(Settings.defaults());

    @BeforeEach
    void createTopics() {
        TestTopics created = TestTopics.created(SERVERS.kafkaBootstrap(), 2);
        topics = new TestTopics(created.settings().with(SettingsTable.READINGS_MAX_BYTES, "1000"));
    }

    @Test
    void fileIsPublishedKeyedBySensorAndRefusedLinesAreTold() throws IOException {
        Path file = file("readings.csv", CSV + "no reading\nhall,3," + "1".repeat(2_000) + "\n");
        Ran ran = topics.run(PRODUCE, file.toString());
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output().lines())
                .containsExactly(
                        file + ":5: refused, the line has 2,007 bytes and readings.max-bytes allows 1,000",
                        "4 lines read, 3 records acknowledged by Kafka, 1 lines refused");
        assertThat(published())
                .hasSize(3)
                .anyMatch(line -> line.contains("\"key\":\"hall\"") && line.contains("\"value\":21.5"))
                .anyMatch(line -> line.contains("\"key\":\"yard\"") && line.contains("\"time\":2"))
                .anyMatch(line -> line.contains("\"text\":\"no reading\""));
    }

    @Test
    void standardInputIsPublishedAsItComesInBothFormats() throws IOException {
        try (CommandProcess produce = CommandProcess.start(topics.words("produce"))) {
            produce.type("{\"sensor\":\"a\",\"time\":1,\"value\":1}\n");
            await().atMost(CommandProcess.PATIENCE).until(() -> published().size() == 1);
            produce.type("{\"sensor\":\"b\",\"time\":2,\"value\":2}");
            produce.endInput();
            assertThat(produce.exitCode()).as(produce.output()).isZero();
            assertThat(produce.output()).contains("2 lines read, 2 records acknowledged by Kafka, 0 lines refused");
        }
        try (CommandProcess produce = CommandProcess.start(topics.words("produce", "-"))) {
            produce.type(CSV);
            produce.endInput();
            assertThat(produce.exitCode()).as(produce.output()).isZero();
        }
        assertThat(published())
                .hasSize(4)
                .anyMatch(line -> line.contains("\"key\":\"b\""))
                .anyMatch(line -> line.contains("\"key\":\"yard\""));
    }

    @Test
    void stoppedWhileItWaitsForInputItTellsWhatWasAcknowledged() throws IOException {
        try (CommandProcess produce = CommandProcess.start(topics.words("produce"))) {
            produce.type("{\"sensor\":\"a\",\"time\":1,\"value\":1}\n");
            await().atMost(CommandProcess.PATIENCE).until(() -> published().size() == 1);
            produce.stop();
            assertThat(produce.exitCode()).isEqualTo(1);
            assertThat(produce.output())
                    .contains("1 records published, 1 of them acknowledged by Kafka")
                    .contains("Stopped before the end of the input")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void recordThatKafkaRefusesIsExitCodeOne() throws Exception {
        TestTopics small = TestTopics.absent(SERVERS.kafkaBootstrap(), 1);
        small.create(small.readings(), Map.of("max.message.bytes", "100"));
        Path file = file("readings.ndjson", "x".repeat(50) + "0123456789".repeat(50) + "\n");
        Ran ran = small.run(PRODUCE, file.toString());
        assertThat(ran.exitCode()).as(ran.output()).isEqualTo(1);
        assertThat(ran.output())
                .contains("1 records published, 0 of them acknowledged by Kafka")
                .contains("could not be published to the topic '" + small.readings() + "'", "max.message.bytes")
                .doesNotContain("\tat ");
    }

    @Test
    void whatIsWrongIsToldWithItsCureAndNothingIsPublished() throws IOException {
        assertRefused(topics.run(PRODUCE, "missing.csv"), "missing.csv: there is no such file", "check the path");
        assertRefused(
                topics.run(PRODUCE, file("headless.csv", "hall,1,21.5\n").toString()), "is no header of readings");
        assertRefused(topics.run(PRODUCE, folder.toString()), "this is a folder");
        assertThat(published()).isEmpty();
        String good = file("good.csv", CSV).toString();
        TestTopics absent = TestTopics.absent(SERVERS.kafkaBootstrap(), 1);
        assertRefused(absent.run(PRODUCE, good), "has no topic '" + absent.readings() + "'", "foursigma topics create");
        assertThat(absent.run(List.of("topics", "list")).output()).doesNotContain(" yes ");
        Ran away = Ran.of(PRODUCE, List.of("kafka.bootstrap-servers=127.0.0.1:1"), good);
        assertRefused(away, "Kafka at 127.0.0.1:1 does not", "correct kafka.bootstrap-servers");
    }

    private static void assertRefused(Ran ran, String... told) {
        assertThat(ran.exitCode()).as(ran.output()).isEqualTo(2);
        assertThat(ran.output().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(told));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> published() {
        return topics.run(List.of("consume", "--from-beginning", "--json"))
                .output()
                .lines()
                .toList();
    }
}
