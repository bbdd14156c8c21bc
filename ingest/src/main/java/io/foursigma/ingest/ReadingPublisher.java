// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes readings to Kafka. The key is the sensor, so that a sensor's readings lie in one partition, in the order in
 * which one thread published them.
 *
 * <p>Each reading is written once however often the network fails, for as long as the delivery timeout allows. After the
 * first record that failed nothing more is taken: every call throws that first error, so nobody goes on past a gap.
 * Usable from several threads.
 */
public final class ReadingPublisher implements AutoCloseable {

    /** How long a record may wait for Kafka before it counts as failed. */
    public static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(2);

    private final String topic;
    private final String bootstrapServers;
    private final int maxBytes;
    private final RecordTransport transport;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable PublishException> failure = new AtomicReference<>();

    ReadingPublisher(Settings settings, RecordTransport transport) {
        this.topic = settings.get(SettingsTable.READINGS_TOPIC);
        this.bootstrapServers = settings.get(SettingsTable.KAFKA_BOOTSTRAP);
        this.maxBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
        this.transport = transport;
    }

    /**
     * Opens a publisher for the brokers, the topic and the largest record that the settings name.
     *
     * @throws PublishException if no address of a broker can be resolved; a broker that is away shows when publishing
     */
    public static ReadingPublisher open(Settings settings) {
        return open(settings, DELIVERY_TIMEOUT);
    }

    static ReadingPublisher open(Settings settings, Duration deliveryTimeout) {
        String bootstrapServers = settings.get(SettingsTable.KAFKA_BOOTSTRAP);
        String topic = settings.get(SettingsTable.READINGS_TOPIC);
        int maxBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
        try {
            return new ReadingPublisher(settings, new KafkaTransport(bootstrapServers, maxBytes, deliveryTimeout));
        } catch (KafkaException e) {
            throw PublishException.of(topic, bootstrapServers, e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Publishes a reading, waiting while too much is under way.
     *
     * @throws RecordTooLargeException if its JSON is above {@code readings.max-bytes}; the publisher stays usable
     * @throws PublishException if this record or an earlier one failed
     */
    public void publish(Reading reading) {
        publishRaw(reading.sensor().getBytes(UTF_8), ReadingJson.bytes(reading));
    }

    /**
     * Publishes a record as it is, be it a reading or not, waiting while too much is under way.
     *
     * @param key decides the partition; null leaves the choice to Kafka
     * @param value the bytes of the record
     * @throws RecordTooLargeException if the value is above {@code readings.max-bytes}; the publisher stays usable
     * @throws PublishException if this record or an earlier one failed
     */
    public void publishRaw(byte @Nullable [] key, byte[] value) {
        if (value.length > maxBytes) {
            throw new RecordTooLargeException(value.length, maxBytes);
        }
        throwFailure();
        sent.incrementAndGet();
        transport.send(new ProducerRecord<>(topic, key, value), this::completed);
        throwFailure();
    }

    /** Waits until every record is acknowledged. @throws PublishException the first error, if a record failed */
    public void flush() {
        try {
            transport.flush();
        } catch (KafkaException e) {
            failed(e);
        }
        throwFailure();
    }

    /** How many records were handed to Kafka: those acknowledged, those under way and those that failed. */
    public long sent() {
        return sent.get();
    }

    /** How many records Kafka holds for certain. Equal to {@link #sent()} after a {@link #flush()} without error. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** The largest value in bytes that is published. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Gives up what is not acknowledged yet, and releases all resources: {@link #flush()} first. */
    @Override
    public void close() {
        transport.close();
    }

    private void completed(@Nullable Exception error) {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else {
            failed(error);
        }
    }

    private void failed(Exception error) {
        failure.compareAndSet(null, PublishException.of(topic, bootstrapServers, error));
    }

    private void throwFailure() {
        PublishException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
