// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightIndex;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.elasticsearch.ElasticsearchTemplates;
import io.foursigma.stores.kafka.KafkaReadingHistory;
import io.foursigma.stores.kafka.KafkaTopics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code foursigma explain} on readings in Kafka and documents that were written by hand. */
final class ExplainIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA, ServerKind.ELASTICSEARCH);

    private static final List<String> COMMAND = List.of("explain");
    private static final long WINDOW = 1_700_000_000_000L;

    @Test
    void theExitCodeTellsWhatKafkasReadingsSayToTheDocument() {
        Settings settings = settings("explained");
        List<String> given = given(settings);
        new ElasticsearchTemplates(settings).install();
        String topicId = new KafkaTopics(settings).ensure().id();
        publish(settings);
        List<Long> received = received(settings);
        Anomaly right = anomaly(topicId, 40, received.get(40), 0.5);
        Anomaly wrong = anomaly(topicId, 41, received.get(41), Math.nextUp(0.5));
        Anomaly gone = anomaly("anotherTopicsIdentity0", 40, received.get(40), 0.5);
        index(settings, List.of(right, wrong, gone));

        Ran agrees = Ran.of(COMMAND, given, right.id());
        assertThat(agrees.exitCode()).as(agrees.output()).isZero();
        assertThat(agrees.output())
                .contains("lies 99.00 standard deviations above the mean 0.5 of the 20 readings")
                .contains("Kafka's readings give the same numbers to the last bit")
                .containsPattern("bounds +-1.5 to 2.5")
                .endsWith("AGREES" + System.lineSeparator());

        Ran differs = Ran.of(COMMAND, given, wrong.id());
        assertThat(differs.exitCode()).as(differs.output()).isEqualTo(1);
        assertThat(differs.output())
                .contains("baseline.mean is 0.5000000000000001 in the document and 0.5 recomputed")
                .endsWith("DIFFERS" + System.lineSeparator());

        Ran anew = Ran.of(COMMAND, given, gone.id(), "--json");
        assertThat(anew.exitCode()).as(anew.output()).isEqualTo(3);
        assertThat(anew.output()).contains("\"outcome\":\"gone\"").contains("the topic was made anew");

        Ran unknown = Ran.of(COMMAND, given, "t.0.1.0");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.output().lines()).singleElement().asString().contains("No anomaly has the id 't.0.1.0'");
    }

    @Test
    void storeThatIsAwayIsOneClearLine() {
        Ran ran = Ran.of(COMMAND, List.of("elasticsearch.url=http://127.0.0.1:1"), "t.0.1.0");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output().lines()).singleElement().asString().contains("elasticsearch.url");
    }

    private static Anomaly anomaly(String topicId, long offset, long received, double mean) {
        return new Anomaly(
                new Position(topicId, 0, offset, 0),
                "s",
                WINDOW + 4_000,
                50,
                99.0,
                new BaselineStats(WINDOW + 2_000, WINDOW + 4_000, 20, mean, 0.5),
                new Anomaly.Rule(4, 8, 0),
                WINDOW + 4_000,
                WINDOW + 6_000,
                received,
                received + 7);
    }

    /** 20 readings in each of two windows, and the same anomaly twice. */
    private static void publish(Settings settings) {
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            for (int i = 0; i < 40; i++) {
                publisher.publish(new Reading("s", WINDOW + 100L * i, i % 2));
            }
            publisher.publish(new Reading("s", WINDOW + 4_000, 50));
            publisher.publish(new Reading("s", WINDOW + 4_000, 50));
            publisher.flush();
        }
    }

    private static List<Long> received(Settings settings) {
        List<Run.Item> records = new ArrayList<>();
        try (ReadingHistory history = new KafkaReadingHistory(settings);
                ReadingHistory.Look look = history.look(Budget.OF_A_COMMAND)) {
            look.read(0, 0, 42, records::add);
        }
        return records.stream().map(Run.Item::timestamp).toList();
    }

    private static void index(Settings settings, List<Anomaly> anomalies) {
        try (InsightIndex index = new ElasticsearchInsightIndex(settings);
                InsightReader reader = new ElasticsearchInsightReader(settings)) {
            assertThat(index.put(anomalies, List.of())).isEmpty();
            List<Anomaly> visible = new ArrayList<>();
            reader.forEachAnomaly(visible::add);
            assertThat(visible).hasSize(anomalies.size());
        }
    }

    private static Settings settings(String name) {
        return Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, SERVERS.kafkaBootstrap())
                .with(SettingsTable.ELASTICSEARCH_URL, SERVERS.elasticsearch().toString())
                .with(SettingsTable.ELASTICSEARCH_PREFIX, name)
                .with(SettingsTable.READINGS_TOPIC, name)
                .with(SettingsTable.RESULTS_TOPIC, name + "-results")
                .with(SettingsTable.DEAD_LETTERS_TOPIC, name + "-dead-letters")
                .with(SettingsTable.TOPIC_PARTITIONS, "1");
    }

    private static List<String> given(Settings settings) {
        return settings.texts().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }
}
