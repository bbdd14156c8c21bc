// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.flink;

import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ValueTypeInfo;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the records of the topic. It hands over the same object each time, since the reading is written to the
 * network's buffer before the next one is decoded.
 */
final class ReadingRecords implements KafkaRecordDeserializationSchema<FlinkReading>, ReadingSink {

    private final FlinkReading reading = new FlinkReading();

    @SuppressWarnings("NullAway.Init") // Flink opens it first
    private transient ReadingDecoder decoder;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new ReadingDecoder();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FlinkReading> out) {
        decoder.read(record.value(), this);
        out.collect(reading);
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        reading.set(sensor, time, value);
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        throw new IllegalStateException("the workload holds what is no reading: " + reason);
    }

    @Override
    public TypeInformation<FlinkReading> getProducedType() {
        return new ValueTypeInfo<>(FlinkReading.class);
    }
}
