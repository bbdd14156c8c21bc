// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.flink;

import io.foursigma.bench.workload.PlainSensor;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a sensor's state to checkpoints, all fields one after the other, and copies it while one is being written. */
public final class SensorSerializer extends TypeSerializerSingleton<PlainSensor> {

    static final SensorSerializer INSTANCE = new SensorSerializer();

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public PlainSensor createInstance() {
        return new PlainSensor();
    }

    @Override
    public int getLength() {
        return PlainSensor.BYTES;
    }

    @Override
    public PlainSensor copy(PlainSensor from) {
        return copy(from, new PlainSensor());
    }

    @Override
    public PlainSensor copy(PlainSensor from, PlainSensor reuse) {
        reuse.count = from.count;
        reuse.mean = from.mean;
        reuse.m2 = from.m2;
        reuse.start = from.start;
        reuse.windowCount = from.windowCount;
        reuse.windowMean = from.windowMean;
        reuse.windowM2 = from.windowM2;
        reuse.baselineCount = from.baselineCount;
        reuse.baselineMean = from.baselineMean;
        reuse.baselineStd = from.baselineStd;
        reuse.last = from.last;
        return reuse;
    }

    @Override
    public void serialize(PlainSensor sensor, DataOutputView out) throws IOException {
        out.writeLong(sensor.count);
        out.writeDouble(sensor.mean);
        out.writeDouble(sensor.m2);
        out.writeLong(sensor.start);
        out.writeLong(sensor.windowCount);
        out.writeDouble(sensor.windowMean);
        out.writeDouble(sensor.windowM2);
        out.writeLong(sensor.baselineCount);
        out.writeDouble(sensor.baselineMean);
        out.writeDouble(sensor.baselineStd);
        out.writeLong(sensor.last);
    }

    @Override
    public PlainSensor deserialize(DataInputView in) throws IOException {
        return deserialize(new PlainSensor(), in);
    }

    @Override
    public PlainSensor deserialize(PlainSensor reuse, DataInputView in) throws IOException {
        reuse.count = in.readLong();
        reuse.mean = in.readDouble();
        reuse.m2 = in.readDouble();
        reuse.start = in.readLong();
        reuse.windowCount = in.readLong();
        reuse.windowMean = in.readDouble();
        reuse.windowM2 = in.readDouble();
        reuse.baselineCount = in.readLong();
        reuse.baselineMean = in.readDouble();
        reuse.baselineStd = in.readDouble();
        reuse.last = in.readLong();
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.write(source, PlainSensor.BYTES);
    }

    @Override
    public TypeSerializerSnapshot<PlainSensor> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says of this serialiser. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PlainSensor> {

        /** For Flink, when it reads a checkpoint. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
