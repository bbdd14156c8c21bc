// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.foursigma.schemas.Run;
import java.util.ArrayList;
import java.util.List;

/** Runs: the bytes of the records, and a few bytes for each. Found by its name, by Storm, in every worker. */
public final class RunSerializer extends Serializer<Run> {

    @Override
    public void write(Kryo kryo, Output out, Run run) {
        out.writeString(run.topicId());
        out.writeVarInt(run.partition(), true);
        out.writeVarLong(run.first(), true);
        out.writeVarLong(run.end() - run.first(), true);
        out.writeVarLong(run.committed(), true);
        out.writeVarLong(run.lost(), true);
        out.writeVarInt(run.records().size(), true);
        long offset = run.first();
        long timestamp = 0;
        for (Run.Item record : run.records()) {
            out.writeVarLong(record.offset() - offset, true);
            out.writeVarLong(record.timestamp() - timestamp, false);
            byte[] value = record.value();
            out.writeVarInt(value == null ? 0 : value.length + 1, true);
            if (value != null) {
                out.writeBytes(value);
            }
            offset = record.offset();
            timestamp = record.timestamp();
        }
    }

    @Override
    public Run read(Kryo kryo, Input in, Class<? extends Run> type) {
        String topicId = in.readString();
        int partition = in.readVarInt(true);
        long first = in.readVarLong(true);
        long end = first + in.readVarLong(true);
        long committed = in.readVarLong(true);
        long lost = in.readVarLong(true);
        int count = in.readVarInt(true);
        List<Run.Item> records = new ArrayList<>(count);
        long offset = first;
        long timestamp = 0;
        for (int i = 0; i < count; i++) {
            offset += in.readVarLong(true);
            timestamp += in.readVarLong(false);
            int length = in.readVarInt(true);
            records.add(new Run.Item(offset, timestamp, length == 0 ? null : in.readBytes(length - 1)));
        }
        return new Run(topicId, partition, first, end, committed, lost, records);
    }
}
