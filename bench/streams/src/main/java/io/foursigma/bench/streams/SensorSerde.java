// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.streams;

import io.foursigma.bench.workload.PlainSensor;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes a sensor's state as {@value PlainSensor#BYTES} bytes, all fields one after the other. */
final class SensorSerde implements Serde<PlainSensor> {

    @Override
    public Serializer<PlainSensor> serializer() {
        return (topic, sensor) -> write(sensor);
    }

    @Override
    public Deserializer<PlainSensor> deserializer() {
        return (topic, bytes) -> read(bytes);
    }

    /** Kafka Streams asks for the bytes of nothing, too. */
    private static byte @Nullable [] write(@Nullable PlainSensor sensor) {
        if (sensor == null) {
            return null;
        }
        byte[] bytes = new byte[PlainSensor.BYTES];
        ByteBuffer.wrap(bytes)
                .putLong(sensor.count)
                .putDouble(sensor.mean)
                .putDouble(sensor.m2)
                .putLong(sensor.start)
                .putLong(sensor.windowCount)
                .putDouble(sensor.windowMean)
                .putDouble(sensor.windowM2)
                .putLong(sensor.baselineCount)
                .putDouble(sensor.baselineMean)
                .putDouble(sensor.baselineStd)
                .putLong(sensor.last);
        return bytes;
    }

    private static @Nullable PlainSensor read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        PlainSensor sensor = new PlainSensor();
        sensor.count = buffer.getLong();
        sensor.mean = buffer.getDouble();
        sensor.m2 = buffer.getDouble();
        sensor.start = buffer.getLong();
        sensor.windowCount = buffer.getLong();
        sensor.windowMean = buffer.getDouble();
        sensor.windowM2 = buffer.getDouble();
        sensor.baselineCount = buffer.getLong();
        sensor.baselineMean = buffer.getDouble();
        sensor.baselineStd = buffer.getDouble();
        sensor.last = buffer.getLong();
        return sensor;
    }
}
