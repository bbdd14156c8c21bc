// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records to Kafka by an idempotent producer: each is written once, and in order within its partition. */
final class KafkaTransport implements RecordTransport {

    /** Room in a request for a key of the longest sensor name and for Kafka's own fields. */
    private static final int OVERHEAD_BYTES = 16_384;

    private static final int BATCH_BYTES = 65_536;
    private static final long LEAST_BUFFER_BYTES = 33_554_432;
    private static final int LINGER_MILLIS = 5;
    private static final int LONGEST_REQUEST_MILLIS = 30_000;

    private final Producer<byte[], byte[]> producer;

    /** Starts a producer; nothing is sent yet. @throws KafkaException if no broker's address can be resolved */
    KafkaTransport(String bootstrapServers, int maxBytes, Duration deliveryTimeout) {
        this.producer = new KafkaProducer<>(
                configuration(bootstrapServers, maxBytes, deliveryTimeout),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The producer's configuration, for records with values of at most {@code maxBytes}. */
    static Map<String, Object> configuration(String bootstrapServers, int maxBytes, Duration deliveryTimeout) {
        int deliveryMillis = Math.toIntExact(deliveryTimeout.toMillis());
        int requestBytes = maxBytes + OVERHEAD_BYTES;
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        // Retries have no limit but time; up to five requests in flight keep their order because of idempotence.
        configuration.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        configuration.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
        configuration.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(LONGEST_REQUEST_MILLIS, deliveryMillis / 2));
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) deliveryMillis);
        // Readings are short and alike: lz4 takes them to a fifth at a cost that does not show.
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, requestBytes);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_BUFFER_BYTES, 2L * requestBytes));
        return configuration;
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> record, Outcome outcome) {
        try {
            Future<RecordMetadata> unused = producer.send(record, (metadata, error) -> outcome.completed(error));
        } catch (KafkaException e) {
            outcome.completed(e);
        }
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
