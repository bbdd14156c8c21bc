// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Windows in the table {@code sensor_windows}. */
final class WindowsRowCodec implements RowCodec<SensorWindowsState> {

    @Override
    public String table() {
        return "sensor_windows";
    }

    @Override
    public Optional<String> outputsTable() {
        return Optional.of("outputs");
    }

    @Override
    public List<String> columns() {
        return List.of("watermark", "windows");
    }

    @Override
    public BoundStatementBuilder write(BoundStatementBuilder statement, int first, SensorWindowsState state) {
        DataType windowType = ((ListType) statement.getType(first + 1)).getElementType();
        List<UdtValue> windows = new ArrayList<>(state.windows().size());
        for (WindowState window : state.windows()) {
            windows.add(StateTypes.write(windowType, window));
        }
        return statement.setLong(first, state.watermark()).setList(first + 1, windows, UdtValue.class);
    }

    @Override
    public SensorWindowsState read(Row row, int first) {
        List<UdtValue> values = row.getList(first + 1, UdtValue.class);
        List<WindowState> windows = new ArrayList<>(values.size());
        for (UdtValue value : values) {
            windows.add(StateTypes.window(value));
        }
        return new SensorWindowsState(row.getLong(first), windows);
    }
}
