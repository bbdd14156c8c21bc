// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.settings.NamedAddress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver with a thread, a consumer and a group of its own, so that one that is away holds up no other one.
 */
final class Receiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REQUEST_MILLIS = 5_000;
    private static final int SESSION_MILLIS = 10_000;
    private static final int FETCH_BYTES = 4_194_304;
    private static final int MOST_RECORDS = 500;

    private final Settings settings;
    private final NamedAddress address;
    private final @Nullable Signer signer;
    private final HookMetrics metrics;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private Receiver(
            Settings settings,
            NamedAddress address,
            @Nullable Signer signer,
            HookMetrics metrics,
            InstantSource clock) {
        this.settings = settings;
        this.address = address;
        this.signer = signer;
        this.metrics = metrics;
        this.clock = clock;
        this.thread = new Thread(this::run, "webhooks-" + address.name());
    }

    /** Starts to tell this receiver. */
    static Receiver start(
            Settings settings,
            NamedAddress address,
            @Nullable Signer signer,
            HookMetrics metrics,
            InstantSource clock) {
        metrics.add(address.name());
        Receiver receiver = new Receiver(settings, address, signer, metrics, clock);
        receiver.thread.start();
        return receiver;
    }

    /** Lets it stop; {@link #close} waits for that. */
    void stop() {
        stopped.countDown();
    }

    /** Stops. What is not committed is told by the next process. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(PATIENCE.toMillis());
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After an error everything begins anew at what is committed: nothing is passed over. */
    private void run() {
        Teller teller = new Teller(
                address.name(),
                new Caller(address, signer, settings.get(SettingsTable.WEBHOOKS_TIMEOUT), clock),
                metrics,
                settings.get(SettingsTable.WEBHOOKS_GIVE_UP_AFTER),
                clock);
        while (stopped.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                shift(consumer, teller).work(() -> stopped.getCount() > 0);
            } catch (InterruptException | InterruptedException e) {
                // Stopped.
            } catch (KafkaException e) {
                LOG.warn("what the receiver '{}' is to be told waits: {}", address.name(), e.getMessage());
                pause();
            } catch (RuntimeException | Error bug) {
                LOG.error(
                        "what the receiver '{}' is to be told waits, for there is an error in it", address.name(), bug);
                pause();
            }
        }
    }

    private Shift shift(KafkaConsumer<byte[], byte[]> consumer, Teller teller) {
        return new Shift(
                address.name(),
                settings.get(SettingsTable.RESULTS_TOPIC),
                settings.get(SettingsTable.WEBHOOKS_MAX_WAITING),
                consumer,
                new Announcements(settings),
                teller,
                metrics,
                clock);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.get(SettingsTable.WEBHOOKS_GROUP) + '.' + address.name());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * REQUEST_MILLIS);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Math.min(settings.get(SettingsTable.WEBHOOKS_MAX_WAITING), MOST_RECORDS));
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        metrics.stands(
                address.name(),
                metrics.standings()
                        .getOrDefault(address.name(), Standing.UNKNOWN)
                        .withoutKafka());
        try {
            boolean unused = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Stopped.
        }
    }
}
