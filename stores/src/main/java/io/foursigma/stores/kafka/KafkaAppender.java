// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.OnDemand;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends records by an idempotent producer: none is lost, none stands twice for the producer's own retries. */
final class KafkaAppender implements AutoCloseable {

    private static final int REQUEST_MILLIS = 3_000;
    private static final int DELIVERY_MILLIS = 8_000;
    private static final int BLOCK_MILLIS = 3_000;
    private static final long LEAST_BUFFER_BYTES = 16 << 20;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final String bootstrap;
    private final OnDemand<Producer<byte[], byte[]>> producer;

    /** An appender of records up to a size. It connects when it is first used, in the background. */
    KafkaAppender(Settings settings, int maxRecordBytes) {
        bootstrap = settings.get(SettingsTable.KAFKA_BOOTSTRAP);
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_BUFFER_BYTES, 2L * maxRecordBytes));
        producer =
                new OnDemand<>(() -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Appends; the stage completes when all records are durable, or with a {@link StoreException} as soon as one is
     * not: after {@value #BLOCK_MILLIS} ms where the topic is out of reach, after {@value #DELIVERY_MILLIS} ms where it
     * was within reach before.
     */
    CompletionStage<Void> append(List<ProducerRecord<byte[], byte[]>> records) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (records.isEmpty()) {
            done.complete(null);
        }
        AtomicInteger left = new AtomicInteger(records.size());
        for (ProducerRecord<byte[], byte[]> record : records) {
            if (done.isCompletedExceptionally()) {
                break;
            }
            send(record, done, metadata -> {
                if (left.decrementAndGet() == 0) {
                    done.complete(null);
                }
            });
        }
        return done;
    }

    /** As {@link #append(List)}, for one record; the stage completes with its offset. */
    CompletionStage<Long> append(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        send(record, done, metadata -> done.complete(metadata.offset()));
        return done;
    }

    private void send(
            ProducerRecord<byte[], byte[]> record, CompletableFuture<?> done, Consumer<RecordMetadata> durable) {
        try {
            Future<RecordMetadata> unused = producer.get().send(record, (metadata, error) -> {
                if (error != null) {
                    done.completeExceptionally(failed(record, error));
                } else {
                    durable.accept(metadata);
                }
            });
        } catch (KafkaException e) {
            done.completeExceptionally(failed(record, e));
        }
    }

    private StoreException failed(ProducerRecord<byte[], byte[]> record, Exception cause) {
        return new StoreException(
                "Kafka at " + bootstrap + " does not take a record of "
                        + (record.value() == null ? 0 : record.value().length) + " bytes for the topic "
                        + record.topic() + ": " + cause + "; see to its brokers and topics",
                cause);
    }

    @Override
    public void close() {
        producer.take().ifPresent(made -> made.close(CLOSE_WITHIN));
    }
}
