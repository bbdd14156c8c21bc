// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the topic of policies itself: which one it is, and whether it is made as it should be. */
final class PolicyTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyTopic.class);
    private static final int REQUEST_MILLIS = 3_000;

    private final String bootstrap;
    private final String name;
    private final Admin admin;

    PolicyTopic(Settings settings) {
        bootstrap = settings.get(SettingsTable.KAFKA_BOOTSTRAP);
        name = settings.get(SettingsTable.POLICIES_TOPIC);
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS));
    }

    /** Its id. @throws StoreException if it is absent, or Kafka does not answer */
    Uuid id() {
        return description().topicId();
    }

    /** Says in the log what is wrong with the way in which it is made, as far as the relay may know that. */
    void warnOfItsForm() {
        int partitions = description().partitions().size();
        if (partitions > 1) {
            LOG.warn(
                    "the topic {} has {} partitions; only the first one is used: make it anew with one",
                    name,
                    partitions);
        }
        try {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
            Config config = Objects.requireNonNull(
                    await(admin.describeConfigs(List.of(resource)).all()).get(resource));
            String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (!cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                LOG.warn(
                        "the topic {} has cleanup.policy={}, so that limits and acknowledgements are forgotten with time:"
                                + " set cleanup.policy=compact on it",
                        name,
                        cleanup);
            }
        } catch (StoreException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.info("whether the topic {} is compacted may not be asked for", name);
        }
    }

    private TopicDescription description() {
        return Objects.requireNonNull(
                await(admin.describeTopics(List.of(name)).allTopicNames()).get(name));
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new StoreException(
                    cause instanceof UnknownTopicOrPartitionException
                            ? "Kafka at " + bootstrap + " has no topic '" + name
                                    + "': create it with 'foursigma topics create', or correct "
                                    + SettingsTable.POLICIES_TOPIC.name()
                            : "Kafka at " + bootstrap + " does not tell of the topic " + name + ": " + cause
                                    + "; start it, or correct " + SettingsTable.KAFKA_BOOTSTRAP.name(),
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
