// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.CopyableValue;

/**
 * A reading on its way from the source to its sensor's state. It writes itself, since Flink's own serialisers of objects
 * look at each field by reflection and spend a byte on whether it is null.
 */
public final class FlinkReading implements CopyableValue<FlinkReading> {

    private String sensor = "";
    private long timeMillis;
    private double value;

    /** For Flink, which fills it afterwards. */
    public FlinkReading() {}

    /** The sensor's name. */
    public String sensor() {
        return sensor;
    }

    long timeMillis() {
        return timeMillis;
    }

    double value() {
        return value;
    }

    void set(String sensor, long timeMillis, double value) {
        this.sensor = sensor;
        this.timeMillis = timeMillis;
        this.value = value;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        byte[] name = sensor.getBytes(UTF_8);
        out.writeShort(name.length);
        out.write(name);
        out.writeLong(timeMillis);
        out.writeDouble(value);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        byte[] name = new byte[in.readUnsignedShort()];
        in.readFully(name);
        sensor = new String(name, UTF_8);
        timeMillis = in.readLong();
        value = in.readDouble();
    }

    @Override
    public int getBinaryLength() {
        return -1;
    }

    @Override
    public void copyTo(FlinkReading target) {
        target.set(sensor, timeMillis, value);
    }

    @Override
    public FlinkReading copy() {
        FlinkReading copy = new FlinkReading();
        copyTo(copy);
        return copy;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readUnsignedShort();
        target.writeShort(length);
        target.write(source, length + Long.BYTES + Double.BYTES);
    }
}
