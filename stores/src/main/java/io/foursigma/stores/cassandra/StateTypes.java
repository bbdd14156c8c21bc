// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.Moments;
import io.foursigma.analytics.WindowState;
import io.foursigma.schemas.Progress;

/**
 * The user-defined types and the records that they hold. Fields go by their place, which {@link CassandraSchema} has
 * checked: that spares a look-up per field of thousands of rows.
 */
final class StateTypes {

    private StateTypes() {}

    static UdtValue write(DataType type, Progress progress) {
        return ((UserDefinedType) type)
                .newValue()
                .setLong(0, progress.next())
                .setLong(1, progress.read())
                .setLong(2, progress.applied())
                .setLong(3, progress.deadLettered())
                .setLong(4, progress.late())
                .setLong(5, progress.replayed());
    }

    static Progress progress(UdtValue value) {
        return new Progress(
                value.getLong(0),
                value.getLong(1),
                value.getLong(2),
                value.getLong(3),
                value.getLong(4),
                value.getLong(5),
                0);
    }

    static UdtValue write(DataType type, Moments moments) {
        return ((UserDefinedType) type)
                .newValue()
                .setLong(0, moments.count())
                .setDouble(1, moments.scaledMean())
                .setDouble(2, moments.scaledMeanLow())
                .setDouble(3, moments.scaledM2())
                .setDouble(4, moments.scaledM2Low())
                .setDouble(5, moments.min())
                .setDouble(6, moments.max());
    }

    static Moments moments(UdtValue value) {
        return new Moments(
                value.getLong(0),
                value.getDouble(1),
                value.getDouble(2),
                value.getDouble(3),
                value.getDouble(4),
                value.getDouble(5),
                value.getDouble(6));
    }

    static UdtValue write(DataType type, WindowState window) {
        UserDefinedType windowType = (UserDefinedType) type;
        UdtValue value = windowType
                .newValue()
                .setLong(0, window.start())
                .setUdtValue(1, write(windowType.getFieldTypes().get(1), window.moments()))
                .setLong(3, window.publishedRevision());
        Baseline baseline = window.baseline();
        return baseline == null
                ? value
                : value.setUdtValue(2, write(windowType.getFieldTypes().get(2), baseline));
    }

    static WindowState window(UdtValue value) {
        return new WindowState(
                value.getLong(0),
                moments(value.getUdtValue(1)),
                value.isNull(2) ? null : baseline(value.getUdtValue(2)),
                value.getLong(3));
    }

    private static UdtValue write(DataType type, Baseline baseline) {
        return ((UserDefinedType) type)
                .newValue()
                .setLong(0, baseline.start())
                .setLong(1, baseline.end())
                .setLong(2, baseline.count())
                .setDouble(3, baseline.mean())
                .setDouble(4, baseline.std());
    }

    private static Baseline baseline(UdtValue value) {
        return new Baseline(
                value.getLong(0), value.getLong(1), value.getLong(2), value.getDouble(3), value.getDouble(4));
    }
}
