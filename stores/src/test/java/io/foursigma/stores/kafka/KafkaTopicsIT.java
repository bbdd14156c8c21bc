// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingsTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KafkaTopicsIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    @Test
    void topicsAreCreatedOnceAndKeepTheirId() {
        Settings settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        ReadingsTopic topic = new KafkaTopics(settings).ensure();
        assertThat(Uuid.fromString(topic.id())).isNotEqualTo(Uuid.ZERO_UUID);
        assertThat(topic.partitions()).isEqualTo(settings.get(SettingsTable.TOPIC_PARTITIONS));
        assertThat(new KafkaTopics(settings.with(SettingsTable.TOPIC_PARTITIONS, "9")).ensure())
                .isEqualTo(topic);
        assertThat(KafkaLogs.records(settings, settings.get(SettingsTable.RESULTS_TOPIC)))
                .isEmpty();
    }

    @Test
    void compactedTopicsAreRefusedTogetherWithCure() throws Exception {
        Settings settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        create(settings, SettingsTable.READINGS_TOPIC, Map.of("cleanup.policy", "compact,delete"));
        create(settings, SettingsTable.DEAD_LETTERS_TOPIC, Map.of("cleanup.policy", "compact"));
        assertThatThrownBy(() -> new KafkaTopics(settings).ensure())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("topics.readings = '" + settings.get(SettingsTable.READINGS_TOPIC) + "'")
                .hasMessageContaining("compacted, so that readings vanish")
                .hasMessageContaining("topics.dead-letters = '" + settings.get(SettingsTable.DEAD_LETTERS_TOPIC) + "'")
                .hasMessageContaining("compacted, so that a letter vanishes")
                .hasMessageContaining("set cleanup.policy=delete on it, or name another topic");
    }

    @Test
    void topicsThatTakeTooLittleAreRefusedTogether() throws Exception {
        Settings settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        create(settings, SettingsTable.READINGS_TOPIC, Map.of("max.message.bytes", "1000000"));
        create(settings, SettingsTable.DEAD_LETTERS_TOPIC, Map.of("max.message.bytes", "1065536"));
        assertThatThrownBy(() -> new KafkaTopics(settings).ensure())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("set max.message.bytes=1065536 on it")
                .hasMessageContaining("set max.message.bytes=1131072 on it");
    }

    private static void create(Settings settings, Setting<String> topic, Map<String, String> configs) throws Exception {
        Map<String, Object> config =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        try (Admin admin = Admin.create(config)) {
            NewTopic created = new NewTopic(settings.get(topic), Optional.of(1), Optional.empty()).configs(configs);
            admin.createTopics(List.of(created)).all().get();
        }
    }
}
