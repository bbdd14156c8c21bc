// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.HeardPolicies;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.PolicyLogContract;
import io.foursigma.stores.PolicyReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KafkaPolicyLogIT extends PolicyLogContract {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Settings settings = Settings.defaults();
    private PolicyLog log = new KafkaPolicyLog(settings);

    @BeforeEach
    void open() {
        log.close();
        settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        new KafkaTopics(settings).ensure();
        log = new KafkaPolicyLog(settings);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    protected PolicyLog log() {
        return log;
    }

    @Override
    protected PolicyReader reader() {
        return new KafkaPolicyReader(settings);
    }

    @Test
    void topicIsMadeCompactedWithOnePartition() throws Exception {
        try (Admin admin = admin()) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topic());
            assertThat(Objects.requireNonNull(admin.describeConfigs(List.of(topic))
                                    .all()
                                    .get()
                                    .get(topic))
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(Objects.requireNonNull(admin.describeTopics(List.of(topic()))
                                    .allTopicNames()
                                    .get()
                                    .get(topic()))
                            .partitions())
                    .hasSize(1);
        }
    }

    @Test
    void whatCompactionLeavesIsTheSame() throws Exception {
        compactEagerly();
        append(PolicyChange.set(policy("gone", 1)));
        append(PolicyChange.removal(PolicyKey.sensor("gone")));
        append(PolicyChange.set(policy("kept", 2)));
        // Only segments that are closed are compacted: what follows closes those before it.
        await().atMost(PATIENCE).until(() -> {
            append(PolicyChange.set(policy("busy", 3)));
            return KafkaLogs.records(settings, topic()).stream()
                    .noneMatch(record -> new String(record.key(), UTF_8).equals("sensor/gone"));
        });
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader()) {
            reader.listen(heard);
            await().until(heard::isCaughtUp);
            assertThat(heard.policies().values()).containsExactlyInAnyOrder(policy("kept", 2), policy("busy", 3));
        }
    }

    @Test
    void recordsThatAreNoPolicyArePassedOver() {
        try (KafkaAppender foreign = new KafkaAppender(settings, 1 << 10)) {
            foreign.append(List.of(
                            record("sensor/a", "no JSON"),
                            record("sensor/a", "{\"v\":2,\"type\":\"sensor\"}"),
                            record("sensor/", "{}"),
                            record("colour/a", "{}"),
                            record("anomaly/a", null)))
                    .toCompletableFuture()
                    .join();
        }
        append(PolicyChange.set(policy("a", 1)));
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader()) {
            reader.listen(heard);
            await().until(heard::isCaughtUp);
            assertThat(heard.policies()).isEqualTo(Map.of(PolicyKey.sensor("a"), policy("a", 1)));
        }
    }

    @Test
    void absentTopicIsToldWithItsCureAndReadOnceItIsThere() throws Exception {
        settings = settings.with(SettingsTable.POLICIES_TOPIC, topic() + "-later");
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader()) {
            reader.listen(heard);
            await().atMost(PATIENCE).until(() -> !heard.losses().isEmpty());
            assertThat(heard.losses()).singleElement().asString().contains("foursigma topics create", "policies.topic");
            try (Admin admin = admin()) {
                create(admin);
            }
            await().atMost(PATIENCE).until(heard::isCaughtUp);
        }
    }

    @Test
    void topicThatIsMadeAnewIsReadAnew() throws Exception {
        append(PolicyChange.set(policy("old", 1)));
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader();
                Admin admin = admin()) {
            reader.listen(heard);
            await().until(() -> heard.policies().size() == 1);
            admin.deleteTopics(List.of(topic())).all().get();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                create(admin);
                return true;
            });
            try (PolicyLog anew = new KafkaPolicyLog(settings)) {
                anew.append(PolicyChange.set(policy("new", 2)))
                        .toCompletableFuture()
                        .join();
                anew.append(PolicyChange.set(policy("newer", 2)))
                        .toCompletableFuture()
                        .join();
            }
            await().atMost(PATIENCE)
                    .until(() -> heard.policies()
                            .keySet()
                            .equals(Set.of(PolicyKey.sensor("new"), PolicyKey.sensor("newer"))));
        }
    }

    private void create(Admin admin) throws Exception {
        NewTopic topic = new NewTopic(topic(), Optional.of(1), Optional.empty());
        admin.createTopics(List.of(topic.configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
    }

    private void compactEagerly() throws Exception {
        try (Admin admin = admin()) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topic());
            List<AlterConfigOp> eager = Map.of(
                            "segment.ms", "100",
                            "delete.retention.ms", "0",
                            "min.cleanable.dirty.ratio", "0",
                            "max.compaction.lag.ms", "100")
                    .entrySet()
                    .stream()
                    .map(each -> new AlterConfigOp(
                            new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            admin.incrementalAlterConfigs(Map.of(topic, eager)).all().get();
        }
    }

    private ProducerRecord<byte[], byte[]> record(String key, @Nullable String value) {
        return new ProducerRecord<>(topic(), 0, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }

    private String topic() {
        return settings.get(SettingsTable.POLICIES_TOPIC);
    }

    private Admin admin() {
        return Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP)));
    }
}
