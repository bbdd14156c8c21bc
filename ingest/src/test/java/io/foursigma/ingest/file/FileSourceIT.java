// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.Intake;
import io.foursigma.ingest.Room;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceException;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that are taken into a real Kafka. */
@Timeout(120)
final class FileSourceIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    @TempDir
    private Path folder = Path.of("");

    private TestTopic readings = new TestTopic("", "");
    private TestTopic deadLetters = new TestTopic("", "");
    private final SourceMetrics metrics = new SourceMetrics(new Room(1));

    @BeforeEach
    void createTopics() throws Exception {
        readings = TestTopic.create(SERVERS.kafkaBootstrap());
        deadLetters = TestTopic.create(SERVERS.kafkaBootstrap());
    }

    @Test
    void aFileIsFollowedAndTheNextCollectorGoesOn() throws Exception {
        Path file = Files.writeString(
                folder.resolve("boiler.csv"), "timestamp,temp,pressure\n2014-02-14 14:30:00,21.5,\n2014-02-14,1,1\n");
        Settings settings = settings("*.csv")
                .with(SettingsTable.COLLECT_FILES_COLUMNS, "time=timestamp,sensor='{file}',value=temp|pressure")
                .with(SettingsTable.COLLECT_FILES_ZONE, "UTC");
        take(settings, 1, "");
        take(settings, 3, "2014-02-14 14:31:00,22,3.5\n");
        assertThat(texts(readings))
                .containsExactlyInAnyOrder(
                        "boiler/temp {\"sensor\":\"boiler/temp\",\"time\":1392388200000,\"value\":21.5}",
                        "boiler/temp {\"sensor\":\"boiler/temp\",\"time\":1392388260000,\"value\":22.0}",
                        "boiler/pressure {\"sensor\":\"boiler/pressure\",\"time\":1392388260000,\"value\":3.5}");
        ConsumerRecord<byte[], byte[]> letter = deadLetters.records().get(0);
        assertThat(deadLetters.records()).hasSize(1);
        assertThat(new String(letter.value(), UTF_8)).isEqualTo("2014-02-14,1,1");
        assertThat(header(letter, "topic-id")).startsWith("file:" + file + '@');
        assertThat(header(letter, "partition") + ' ' + header(letter, "offset") + ' ' + header(letter, "index"))
                .isEqualTo("0 50 0");
        assertThat(header(letter, "reason")).isEqualTo("the time is no ISO-8601 text: '2014-02-14'");
        assertThat(new String(metrics.text(), UTF_8))
                .contains("foursigma_collector_accepted_items_total{source=\"file\"} 3.0")
                .contains("foursigma_collector_refused_items_total{source=\"file\"} 1.0");
    }

    @Test
    void settingsOfFilesAreRefusedTogether() {
        Settings settings = settings("[a").with(SettingsTable.COLLECT_FILES_COLUMNS, "tim=t,value=");
        try (Intake intake = Intake.open(settings, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> FileSource.start(context(settings, intake)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("collect.files = ")
                    .hasMessageContaining("is no glob")
                    .hasMessageContaining("character 1: there is no field 'tim'; the fields are")
                    .hasMessageContaining("character 13: nothing where a column should be");
        }
    }

    @Test
    void aStateThatIsNoneIsRefused() throws Exception {
        Settings settings = settings("*.csv");
        Files.writeString(folder.resolve("places"), "garbage");
        try (Intake intake = Intake.open(settings, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> FileSource.start(context(settings, intake)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("collect.files.state = ")
                    .hasMessageContaining("line 1 is no place of a file");
        }
    }

    /** Runs a source, appends a text to the file while it runs, and waits until so many readings are there. */
    private void take(Settings settings, int expected, String text) throws Exception {
        try (Intake intake = Intake.open(settings, Duration.ofSeconds(10));
                FileSource source = FileSource.start(context(settings, intake))) {
            assertThat(source.place()).isEqualTo("from the files " + folder + "/*.csv");
            Files.writeString(folder.resolve("boiler.csv"), text, StandardOpenOption.APPEND);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> readings.records().size() >= expected
                            && !deadLetters.records().isEmpty());
        }
    }

    private Settings settings(String pattern) {
        return readings.settings()
                .with(SettingsTable.DEAD_LETTERS_TOPIC, deadLetters.name())
                .with(SettingsTable.COLLECT_FILES, folder + "/" + pattern)
                .with(
                        SettingsTable.COLLECT_FILES_STATE,
                        folder.resolve("places").toString());
    }

    private SourceContext context(Settings settings, Intake intake) {
        return new SourceContext(settings, intake, new Room(1), metrics, InstantSource.system());
    }

    private static List<String> texts(TestTopic topic) {
        return topic.records().stream()
                .map(record -> new String(record.key(), UTF_8) + ' ' + new String(record.value(), UTF_8))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
