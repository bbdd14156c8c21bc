// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Optional;

/**
 * How the state of a sensor lies in the row of a table.
 *
 * @param <S> the state of one sensor
 */
interface RowCodec<S> {

    /** The table's name. */
    String table();

    /** The name of the table of the buckets' outputs; empty if such buckets have none. */
    Optional<String> outputsTable();

    /** The columns that hold the state, beside {@code bucket}, {@code sensor} and {@code format}. */
    List<String> columns();

    /** Sets the values of {@link #columns} in their order, the first at the place {@code first}; returns the statement. */
    BoundStatementBuilder write(BoundStatementBuilder statement, int first, S state);

    /** Reads the values of {@link #columns} in their order, the first at the place {@code first}. */
    S read(Row row, int first);
}
