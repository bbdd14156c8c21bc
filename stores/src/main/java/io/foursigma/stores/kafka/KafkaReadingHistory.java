// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Allowance;
import io.foursigma.stores.OnDemand;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.StoreClock;
import io.foursigma.stores.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * Reads the topic of readings again. Each look has a consumer of its own, which belongs to no group and commits nothing,
 * so that the topology does not notice.
 */
public final class KafkaReadingHistory implements ReadingHistory {

    /** So many may look at the same time; each holds some megabytes, and takes its share of the brokers' disks. */
    static final int LOOKS = 3;

    private static final int REQUEST_MILLIS = 3_000;

    private final Settings settings;
    private final Semaphore looks = new Semaphore(LOOKS);
    private final OnDemand<Admin> admin;

    /** The history at the address that is set. Does not connect. */
    public KafkaReadingHistory(Settings settings) {
        this.settings = settings;
        this.admin = new OnDemand<>(() -> Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS)));
    }

    @Override
    public Look look(Budget budget) {
        if (!looks.tryAcquire()) {
            throw new StoreException(LOOKS + " requests read Kafka's readings again already, which is as many as may at"
                    + " the same time; ask again in a few seconds");
        }
        Look look = null;
        try {
            Allowance allowance = new Allowance(budget, StoreClock.SYSTEM);
            look = new KafkaLook(settings, describe(), allowance, looks::release);
            return look;
        } catch (KafkaException e) {
            throw KafkaLook.unanswered(settings, e);
        } finally {
            if (look == null) {
                looks.release();
            }
        }
    }

    private TopicDescription describe() {
        String topic = settings.get(SettingsTable.READINGS_TOPIC);
        try {
            Map<String, TopicDescription> topics =
                    admin.get().describeTopics(List.of(topic)).allTopicNames().get();
            return Objects.requireNonNull(topics.get(topic), topic);
        } catch (ExecutionException e) {
            throw KafkaLook.unanswered(settings, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.take().ifPresent(Admin::close);
    }
}
