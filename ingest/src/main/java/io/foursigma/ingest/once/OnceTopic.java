// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.KafkaConfigs;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topic of requests. Usable from several threads. */
final class OnceTopic implements AutoCloseable {

    /** Its partitions; fixed, for a request has to find its mark again. */
    static final int PARTITIONS = 16;

    private static final Duration RETENTION = Duration.ofDays(1);
    private static final int MOST_TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    private final Settings settings;
    private final String topic;
    private @Nullable Admin admin;

    /** Connects when it is asked. */
    OnceTopic(Settings settings) {
        this.settings = settings;
        this.topic = settings.get(SettingsTable.COLLECT_HTTP_REQUESTS_TOPIC);
    }

    /**
     * Makes the topic if it is not there.
     *
     * @return which topic of this name it is: one that is made anew has another id
     * @throws KafkaException if it cannot be made, or has another number of partitions
     */
    Uuid ensure() {
        Admin connected = connected();
        try {
            TopicDescription found = createdOrFound(connected);
            if (found.partitions().size() != PARTITIONS) {
                throw new InvalidPartitionsException("the topic '" + topic + "' of requests has to have " + PARTITIONS
                        + " partitions: delete it, so that it is made anew, or name another one in "
                        + SettingsTable.COLLECT_HTTP_REQUESTS_TOPIC.name()
                        + "; where brokers make topics by themselves, set auto.create.topics.enable=false");
            }
            return found.topicId();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the topic '" + topic + "' of requests cannot be used: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private synchronized Admin connected() {
        if (admin == null) {
            admin = Admin.create(KafkaConfigs.admin(settings));
        }
        return admin;
    }

    private TopicDescription createdOrFound(Admin connected) throws ExecutionException, InterruptedException {
        try {
            return described(connected);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
        create(connected);
        return describedSoon(connected);
    }

    private TopicDescription described(Admin connected) throws ExecutionException, InterruptedException {
        return connected
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next();
    }

    /** The topic is there, but a broker may learn so a moment later. */
    private TopicDescription describedSoon(Admin connected) throws ExecutionException, InterruptedException {
        for (int tries = 1; true; tries++) {
            try {
                return described(connected);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tries == MOST_TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void create(Admin connected) throws ExecutionException, InterruptedException {
        NewTopic requests = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(RETENTION.toMillis()),
                        // How old a mark is, is the broker's to say: collectors' clocks may differ.
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
        try {
            connected.createTopics(List.of(requests)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
