// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.stores.StatsRow;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Running statistics: moments, last value, its time, partition, offset and index. */
final class StatsCodec implements StateCodec<StatsRow> {

    @Override
    public String table() {
        return "sensor_stats";
    }

    @Override
    public String snapshotTable() {
        return "stats_snapshots";
    }

    @Override
    public Optional<String> outputsTable() {
        return Optional.empty();
    }

    @Override
    public void write(DataOutput out, StatsRow state) throws IOException {
        MomentsBytes.write(out, state.moments());
        out.writeDouble(state.lastValue());
        out.writeLong(state.lastTime());
        out.writeInt(state.lastPartition());
        out.writeLong(state.lastOffset());
        out.writeInt(state.lastIndex());
    }

    @Override
    public StatsRow read(ByteBuffer in) {
        return new StatsRow(
                MomentsBytes.read(in), in.getDouble(), in.getLong(), in.getInt(), in.getLong(), in.getInt());
    }
}
