// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.json.SensorNames;
import org.jspecify.annotations.Nullable;

/**
 * Shares, column by column: offsets and times as distances, values as they are, and names as bytes, which become the same
 * text each time they come. Found by its name, by Storm, in every worker; used by one thread.
 */
public final class ShareSerializer extends Serializer<Share> {

    private @Nullable SensorNames names; // half a megabyte, and most instances only write
    private byte[] name = new byte[64];

    @Override
    public void write(Kryo kryo, Output out, Share share) {
        out.writeString(share.topicId());
        out.writeVarInt(share.partition(), true);
        out.writeVarLong(share.first(), true);
        out.writeVarLong(share.end() - share.first(), true);
        out.writeVarLong(share.committed(), true);
        out.writeVarLong(share.lost(), true);
        out.writeVarInt(share.itemOffsets().length, true);
        Offsets.write(out, share.itemOffsets(), share.first());
        out.writeVarInt(share.deadLetterOffsets().length, true);
        Offsets.write(out, share.deadLetterOffsets(), share.first());
        write(out, share.readings(), share.first());
    }

    private static void write(Output out, Share.Columns readings, long first) {
        out.writeVarInt(readings.size(), true);
        for (String sensor : readings.sensors()) {
            byte[] bytes = sensor.getBytes(UTF_8);
            out.writeVarInt(bytes.length, true);
            out.writeBytes(bytes);
        }
        Offsets.write(out, readings.times(), 0);
        out.writeDoubles(readings.values(), 0, readings.size());
        Offsets.write(out, readings.offsets(), first);
        out.writeInts(readings.indexes(), 0, readings.size(), true);
        Offsets.write(out, readings.received(), 0);
    }

    @Override
    public Share read(Kryo kryo, Input in, Class<? extends Share> type) {
        String topicId = in.readString();
        int partition = in.readVarInt(true);
        long first = in.readVarLong(true);
        long end = first + in.readVarLong(true);
        long committed = in.readVarLong(true);
        long lost = in.readVarLong(true);
        long[] items = Offsets.read(in, in.readVarInt(true), first);
        long[] deadLetters = Offsets.read(in, in.readVarInt(true), first);
        return new Share(topicId, partition, first, end, committed, lost, readings(in, first), items, deadLetters);
    }

    private Share.Columns readings(Input in, long first) {
        int count = in.readVarInt(true);
        String[] sensors = new String[count];
        for (int i = 0; i < count; i++) {
            sensors[i] = sensor(in);
        }
        return new Share.Columns(
                sensors,
                Offsets.read(in, count, 0),
                in.readDoubles(count),
                Offsets.read(in, count, first),
                in.readInts(count, true),
                Offsets.read(in, count, 0));
    }

    private String sensor(Input in) {
        int length = in.readVarInt(true);
        if (length > name.length) {
            name = new byte[Math.max(length, 2 * name.length)];
        }
        in.readBytes(name, 0, length);
        int hash = 0;
        for (int i = 0; i < length; i++) {
            if (name[i] < 0) {
                return new String(name, 0, length, UTF_8);
            }
            hash = 31 * hash + name[i];
        }
        SensorNames known = names;
        if (known == null) {
            known = new SensorNames();
            names = known;
        }
        return known.of(name, 0, length, hash);
    }
}
