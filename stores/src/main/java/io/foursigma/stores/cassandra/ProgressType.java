// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.foursigma.schemas.Progress;

/** The user-defined type {@code progress} and its record. Fields go by their place, which {@link CassandraSchema} has checked. */
final class ProgressType {

    private ProgressType() {}

    static UdtValue write(DataType type, Progress progress) {
        return ((UserDefinedType) type)
                .newValue()
                .setLong(0, progress.next())
                .setLong(1, progress.read())
                .setLong(2, progress.applied())
                .setLong(3, progress.deadLettered())
                .setLong(4, progress.late())
                .setLong(5, progress.replayed())
                .setLong(6, progress.lost());
    }

    static Progress read(UdtValue value) {
        return new Progress(
                value.getLong(0),
                value.getLong(1),
                value.getLong(2),
                value.getLong(3),
                value.getLong(4),
                value.getLong(5),
                value.getLong(6));
    }
}
