// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The way of messages into the topics of readings and of dead letters. Each message learns when Kafka holds all of it, or that it may not, and
 * one that failed keeps none of the others from going on. The records of messages that are delivered one after the other
 * keep their order within a partition, but for those that failed. Usable from several threads.
 */
public final class Intake implements AutoCloseable {

    private final String topic;
    private final String deadLetters;
    private final String bootstrapServers;
    private final RecordTransport transport;

    private Intake(Settings settings, RecordTransport transport) {
        this.topic = settings.get(SettingsTable.READINGS_TOPIC);
        this.deadLetters = settings.get(SettingsTable.DEAD_LETTERS_TOPIC);
        this.bootstrapServers = settings.get(SettingsTable.KAFKA_BOOTSTRAP);
        this.transport = transport;
    }

    /**
     * Opens the way to the brokers and the topic of the settings; a broker that is away shows when something is delivered.
     *
     * @param deliveryTimeout how long a record may wait for Kafka before its message counts as failed
     * @throws PublishException if no address of a broker can be resolved
     */
    public static Intake open(Settings settings, Duration deliveryTimeout) {
        String bootstrapServers = settings.get(SettingsTable.KAFKA_BOOTSTRAP);
        String topic = settings.get(SettingsTable.READINGS_TOPIC);
        int maxBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
        try {
            return new Intake(settings, new KafkaTransport(bootstrapServers, maxBytes, deliveryTimeout));
        } catch (KafkaException e) {
            throw PublishException.of(topic, bootstrapServers, e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Delivers the readings of a message; waits while the buffer to Kafka is full. Once one has failed the rest are not
     * sent: each would wait as long again, and the message has to come again as a whole.
     *
     * @return completed when Kafka holds all of them; failed with a {@link PublishException} when the fate of each is known
     *     and one or more may be missing. It is completed on Kafka's own thread, which must not be held up
     */
    public CompletableFuture<Void> deliver(List<KeyedRecord> readings) {
        return deliver(readings, List.of());
    }

    /** Delivers a message's readings, as {@link #deliver(List)} does, and what is none, to the topic of dead letters. */
    public CompletableFuture<Void> deliver(List<KeyedRecord> readings, List<DeadLetter> letters) {
        Delivery delivery = new Delivery(readings.size() + letters.size());
        for (KeyedRecord reading : readings) {
            delivery.send(new ProducerRecord<>(topic, reading.key(), reading.value()));
        }
        for (DeadLetter letter : letters) {
            delivery.send(DeadLetterRecords.of(deadLetters, letter));
        }
        return delivery.end;
    }

    /**
     * Sends what was delivered at once, where otherwise it would wait a little for company, and waits for its end.
     *
     * @throws InterruptedException if the thread is interrupted; it is all sent nevertheless
     */
    public void hurry() throws InterruptedException {
        try {
            transport.flush();
        } catch (InterruptException e) {
            throw (InterruptedException)
                    new InterruptedException("interrupted while Kafka was waited for").initCause(e);
        }
    }

    /** Gives up what is not acknowledged yet, and releases all resources. */
    @Override
    public void close() {
        transport.close();
    }

    /** The outcomes of a message's records. */
    private final class Delivery implements RecordTransport.Outcome {
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final AtomicInteger open;
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

        private Delivery(int records) {
            open = new AtomicInteger(records);
            if (records == 0) {
                end.complete(null);
            }
        }

        private void send(ProducerRecord<byte[], byte[]> record) {
            Exception first = failure.get();
            if (first == null) {
                transport.send(record, this);
            } else {
                completed(first);
            }
        }

        @Override
        public void completed(@Nullable Exception error) {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
            if (open.decrementAndGet() > 0) {
                return;
            }
            Exception first = failure.get();
            if (first == null) {
                end.complete(null);
            } else {
                end.completeExceptionally(PublishException.of(topic, bootstrapServers, first));
            }
        }
    }
}
