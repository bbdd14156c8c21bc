// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes a record of Kafka of an anomaly, keyed by sensor. */
final class AnomalyRecords implements KafkaRecordSerializationSchema<Anomaly> {

    private final String topic;

    AnomalyRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Anomaly anomaly, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(
                topic, anomaly.sensor().getBytes(UTF_8), anomaly.document().getBytes(UTF_8));
    }
}
