// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import io.foursigma.stores.StatsRow;
import java.util.List;
import java.util.Optional;

/** Running statistics in the table {@code sensor_stats}. */
final class StatsRowCodec implements RowCodec<StatsRow> {

    @Override
    public String table() {
        return "sensor_stats";
    }

    @Override
    public Optional<String> outputsTable() {
        return Optional.empty();
    }

    @Override
    public List<String> columns() {
        return List.of("moments", "last_value", "last_time", "last_partition", "last_offset", "last_index");
    }

    @Override
    public BoundStatementBuilder write(BoundStatementBuilder statement, int first, StatsRow state) {
        return statement
                .setUdtValue(first, StateTypes.write(statement.getType(first), state.moments()))
                .setDouble(first + 1, state.lastValue())
                .setLong(first + 2, state.lastTime())
                .setInt(first + 3, state.lastPartition())
                .setLong(first + 4, state.lastOffset())
                .setInt(first + 5, state.lastIndex());
    }

    @Override
    public StatsRow read(Row row, int first) {
        return new StatsRow(
                StateTypes.moments(row.getUdtValue(first)),
                row.getDouble(first + 1),
                row.getLong(first + 2),
                row.getInt(first + 3),
                row.getLong(first + 4),
                row.getInt(first + 5));
    }
}
