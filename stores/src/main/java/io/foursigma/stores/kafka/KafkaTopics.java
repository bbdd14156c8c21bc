// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.StoreClock;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics where they are absent, and checks those that are there. */
public final class KafkaTopics {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final List<Setting<String>> TOPICS = List.of(
            SettingsTable.READINGS_TOPIC,
            SettingsTable.RESULTS_TOPIC,
            SettingsTable.DEAD_LETTERS_TOPIC,
            SettingsTable.POLICIES_TOPIC);
    /** One, so that all policies have one order. */
    private static final int POLICIES_PARTITIONS = 1;

    private static final int REQUEST_MILLIS = 5_000;
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Settings settings;

    /** The topics of these settings. */
    public KafkaTopics(Settings settings) {
        this.settings = settings;
    }

    /**
     * Creates what is absent, checks everything, and waits until every partition has a leader that serves it.
     *
     * @return the topic of readings
     * @throws SettingsException if a topic that exists cannot serve, with the cure
     * @throws StoreException if Kafka does not answer in time
     */
    public ReadingsTopic ensure() {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS);
        try (Admin admin = Admin.create(config)) {
            KafkaLimits limits = KafkaLimits.of(settings);
            int partitions = settings.get(SettingsTable.TOPIC_PARTITIONS);
            create(
                    admin,
                    SettingsTable.READINGS_TOPIC,
                    partitions,
                    Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(limits.readingsBytes())));
            create(admin, SettingsTable.RESULTS_TOPIC, partitions, Map.of());
            create(
                    admin,
                    SettingsTable.DEAD_LETTERS_TOPIC,
                    partitions,
                    Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(limits.deadLettersBytes())));
            create(
                    admin,
                    SettingsTable.POLICIES_TOPIC,
                    POLICIES_PARTITIONS,
                    Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            TopicDescription readings = withLeaders(admin, StoreClock.SYSTEM);
            check(admin, limits);
            return new ReadingsTopic(
                    readings.topicId().toString(), readings.partitions().size());
        }
    }

    private void create(Admin admin, Setting<String> name, int partitions, Map<String, String> configs) {
        NewTopic topic = new NewTopic(settings.get(name), Optional.of(partitions), Optional.empty());
        try {
            await(admin.createTopics(List.of(topic.configs(configs))).all(), "create the topic " + topic.name());
            LOG.info("topic {} is created with {} partitions", topic.name(), topic.numPartitions());
        } catch (StoreException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /**
     * Waits until all partitions of all topics have leaders; a topic that was just created is not known to every broker
     * at once. Returns the topic of readings.
     */
    private TopicDescription withLeaders(Admin admin, StoreClock clock) {
        List<TopicDescription> topics = new ArrayList<>();
        long start = clock.nanoTime();
        for (Setting<String> topic : TOPICS) {
            Optional<TopicDescription> description = describe(admin, settings.get(topic));
            while (description.isEmpty() || !hasLeaders(description.get())) {
                if (clock.nanoTime() - start > LEADERS_WITHIN.toNanos()) {
                    throw new StoreException("Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP)
                            + " has no leader for some partition of " + settings.get(topic) + " after "
                            + LEADERS_WITHIN.toSeconds() + " s; see to its brokers");
                }
                clock.sleep(LOOK_AGAIN);
                description = describe(admin, settings.get(topic));
            }
            awaitAnswers(admin, description.get());
            topics.add(description.get());
        }
        return topics.get(0);
    }

    /**
     * Sees that the leader of each partition serves it. One that is named as leader may not know it for some milliseconds; a
     * producer whose first batch is refused for that and whose second one is not stays out of sequence for good.
     */
    private void awaitAnswers(Admin admin, TopicDescription topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topic.partitions()
                .forEach(partition ->
                        ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        await(admin.listOffsets(ends).all(), "ask for the ends of the topic " + topic.name());
    }

    private Optional<TopicDescription> describe(Admin admin, String topic) {
        try {
            return Optional.ofNullable(
                    await(admin.describeTopics(List.of(topic)).allTopicNames(), "describe the topic " + topic)
                            .get(topic));
        } catch (StoreException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean hasLeaders(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }

    private void check(Admin admin, KafkaLimits limits) {
        List<SettingsException.Problem> problems = new ArrayList<>();
        Config readings = config(admin, SettingsTable.READINGS_TOPIC);
        checkNotCompacted(
                SettingsTable.READINGS_TOPIC,
                readings,
                "readings vanish and a replay meets other records than the first time",
                problems);
        checkLimit(SettingsTable.READINGS_TOPIC, readings, limits.readingsBytes(), problems);
        Config deadLetters = config(admin, SettingsTable.DEAD_LETTERS_TOPIC);
        checkNotCompacted(
                SettingsTable.DEAD_LETTERS_TOPIC,
                deadLetters,
                "a letter vanishes when its replay is marked under the same key",
                problems);
        checkLimit(SettingsTable.DEAD_LETTERS_TOPIC, deadLetters, limits.deadLettersBytes(), problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private void checkNotCompacted(
            Setting<String> topic, Config config, String consequence, List<SettingsException.Problem> problems) {
        if (config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            problems.add(problem(
                    topic,
                    "the topic is compacted, so that " + consequence,
                    "set cleanup.policy=delete on it, or name another topic"));
        }
    }

    private void checkLimit(
            Setting<String> topic, Config config, int needed, List<SettingsException.Problem> problems) {
        String actual = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
        if (Long.parseLong(actual) < needed) {
            problems.add(problem(
                    topic,
                    "the topic takes records of " + actual + " bytes at most, but "
                            + SettingsTable.READINGS_MAX_BYTES.name() + " = "
                            + settings.text(SettingsTable.READINGS_MAX_BYTES) + " needs " + needed,
                    "set max.message.bytes=" + needed + " on it, or lower " + SettingsTable.READINGS_MAX_BYTES.name()));
        }
    }

    private SettingsException.Problem problem(Setting<String> topic, String reason, String cure) {
        return new SettingsException.Problem(topic.name(), settings.text(topic), reason, cure);
    }

    private Config config(Admin admin, Setting<String> topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.get(topic));
        Map<ConfigResource, Config> configs =
                await(admin.describeConfigs(List.of(resource)).all(), "describe the topic " + resource.name());
        return Objects.requireNonNull(configs.get(resource), resource.name());
    }

    private <T> T await(KafkaFuture<T> answer, String what) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new StoreException(
                    "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " does not " + what + ": " + cause
                            + "; start it, or correct " + SettingsTable.KAFKA_BOOTSTRAP.name(),
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for Kafka", e);
        }
    }
}
