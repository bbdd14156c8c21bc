// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;

/** Configurations of Kafka's clients for a source that reads one topic and writes others in one transaction. */
public final class KafkaConfigs {

    private static final int REQUEST_MILLIS = 5_000;

    /** A collector that was killed within a transaction holds readers back until this is over. */
    private static final int TRANSACTION_MILLIS = 10_000;

    private static final Duration DELIVERY = Duration.ofSeconds(9);

    /** A transaction's producer waits for little at a time, and there may be many of them. */
    private static final long TRANSACTION_BUFFER_BYTES = 4_194_304;

    private static final int SESSION_MILLIS = 10_000;

    private KafkaConfigs() {}

    /** A client that asks about topics. */
    public static Map<String, Object> admin(Settings settings) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS);
    }

    /** A consumer of a group, of committed records, that commits nothing by itself, and passes over nothing unsaid. */
    public static Map<String, Object> groupConsumer(Settings settings, String group) {
        Map<String, Object> config = consumer(settings);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return config;
    }

    /** A consumer of committed records, that is told what to read and commits nothing. */
    public static Map<String, Object> consumer(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * REQUEST_MILLIS);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
        return config;
    }

    /** A producer of transactions, which fences off those of the same id that began before. */
    public static Map<String, Object> transactionalProducer(Settings settings, String id) {
        int maxBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
        Map<String, Object> config =
                KafkaTransport.configuration(settings.get(SettingsTable.KAFKA_BOOTSTRAP), maxBytes, DELIVERY);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(TRANSACTION_BUFFER_BYTES, 2L * maxBytes));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        return config;
    }
}
