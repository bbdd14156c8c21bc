// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import static io.foursigma.schemas.settings.SettingsTable.KAFKA_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.Ran;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.stores.kafka.KafkaTopics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code foursigma topics} against a Kafka. */
final class TopicsIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final List<String> LIST = List.of("topics", "list");
    private static final List<String> CREATE = List.of("topics", "create");
    private static final List<String> DESCRIBE = List.of("topics", "describe");

    @Test
    void listShowsWhatIsThereAndWhatIsNot() throws Exception {
        TestTopics topics = TestTopics.absent(SERVERS.kafkaBootstrap(), 3);
        assertThat(topics.run(LIST).output())
                .containsPattern("(?m)^look-\\d+ +topics\\.readings +no +- +- +-$")
                .containsPattern("(?m)^look-\\d+-results +topics\\.results +no +- +- +-$")
                .containsPattern("(?m)^look-\\d+-dead +topics\\.dead-letters +no +- +- +-$");
        topics.run(CREATE);
        topics.write("1", "2");
        Ran ran = topics.run(LIST);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.output())
                .containsPattern("(?m)^look-\\d+ +topics\\.readings +yes +3 +1 +2$")
                .containsPattern("(?m)^look-\\d+-results +topics\\.results +yes +3 +1 +0$")
                .containsPattern("(?m)^look-\\d+-dead +topics\\.dead-letters +yes +3 +1 +0$")
                .containsPattern("(?m)^look-\\d+-policies +policies\\.topic +yes +1 +1 +0$");
    }

    @Test
    void createMakesWhatIsAbsentAsTheTopologyWouldAndLeavesTheRest() throws Exception {
        TestTopics topics = TestTopics.absent(SERVERS.kafkaBootstrap(), 2);
        topics.create(topics.readings() + "-results", Map.of());
        String name = topics.readings();
        assertThat(topics.run(CREATE).output().lines())
                .containsExactly(
                        name + " is created",
                        name + "-results was there already",
                        name + "-dead is created",
                        name + "-policies is created");
        Ran again = topics.run(CREATE);
        assertThat(again.exitCode()).isZero();
        assertThat(again.output().lines()).hasSize(4).allMatch(line -> line.endsWith(" was there already"));
        assertThat(new KafkaTopics(topics.settings()).ensure().partitions()).isEqualTo(2);
    }

    @Test
    void topicThatCannotServeIsToldWithItsCure() throws Exception {
        TestTopics topics = TestTopics.absent(SERVERS.kafkaBootstrap(), 1);
        topics.create(topics.readings(), Map.of("cleanup.policy", "compact"));
        Ran ran = topics.run(CREATE);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output())
                .contains(topics.readings() + " was there already", topics.readings() + "-dead is created")
                .contains("topics.readings = '" + topics.readings() + "'")
                .contains("the topic is compacted", "set cleanup.policy=delete on it")
                .doesNotContain("\tat ");
    }

    @Test
    void describeShowsPartitionsAndHowFarTheGroupHasCome() throws Exception {
        TestTopics topics = TestTopics.created(SERVERS.kafkaBootstrap(), 2);
        topics.write("1", "2", "3", "4", "5");
        commit(topics, 2);
        String id = new KafkaTopics(topics.settings()).ensure().id();

        Ran all = topics.run(DESCRIBE);
        assertThat(all.exitCode()).isZero();
        assertThat(all.output())
                .containsPattern("(?m)^look-\\d+ \\(topics\\.readings\\)$")
                .containsPattern("(?m)^id +" + id + "$")
                .containsPattern("(?m)^cleanup\\.policy +delete$")
                .containsPattern("(?m)^retention\\.ms +-?\\d+$")
                .containsPattern("(?m)^max\\.message\\.bytes +1065536$")
                .containsPattern("(?m)^ +0 +(\\d+) +\\1 +\\1 +0 +5 +2 +3$")
                .containsPattern("(?m)^ +1 +(\\d+) +\\1 +\\1 +0 +0 +- +0$")
                .contains("topics.results", "topics.dead-letters");

        Ran one = topics.run(DESCRIBE, "dead-letters");
        assertThat(one.output())
                .containsPattern("(?m)^max\\.message\\.bytes +1131072$")
                .doesNotContain("topics.readings", "committed", "lag");
        assertThat(topics.run(DESCRIBE, topics.readings() + "-dead").output()).isEqualTo(one.output());
    }

    @Test
    void describeTellsWhatIsAbsent() {
        TestTopics topics = TestTopics.absent(SERVERS.kafkaBootstrap(), 1);
        Ran all = topics.run(DESCRIBE);
        assertThat(all.exitCode()).isZero();
        assertThat(all.output()).contains("is absent; 'foursigma topics create' creates it");
        Ran one = topics.run(DESCRIBE, "results");
        assertThat(one.exitCode()).isEqualTo(2);
        assertThat(one.output())
                .contains(
                        "has no topic '" + topics.readings() + "-results'",
                        "foursigma topics create",
                        "topics.results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "create", "describe"})
    void kafkaThatIsAwayIsOneClearLine(String subcommand) {
        Ran ran = Ran.of(List.of("topics", subcommand), List.of("kafka.bootstrap-servers=127.0.0.1:1"));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("Kafka at 127.0.0.1:1 does not", "start it, or correct kafka.bootstrap-servers"));
    }

    private static void commit(TestTopics topics, long offset) throws Exception {
        try (Admin admin = Admin.create(topics.kafka())) {
            admin.alterConsumerGroupOffsets(
                            topics.settings().get(KAFKA_GROUP),
                            Map.of(new TopicPartition(topics.readings(), 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }
}
