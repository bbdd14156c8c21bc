// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How the state of a sensor lies in bytes, and in which tables. Numbers are big-endian; doubles keep every bit.
 *
 * @param <S> the state of one sensor
 */
interface StateCodec<S> {

    /** The format that this version writes; it reads this one and all before it. */
    byte FORMAT = 2;

    /** The name of the table of the buckets and of what their flushes have changed. */
    String table();

    /** The name of the table of their snapshots. */
    String snapshotTable();

    /** The name of the table of the buckets' outputs; empty if such buckets have none. */
    Optional<String> outputsTable();

    /** Writes a state. */
    void write(DataOutput out, S state) throws IOException;

    /** Reads a state that takes all that remains in the buffer. */
    S read(ByteBuffer in);

    /**
     * Checks the format of stored states.
     *
     * @throws CassandraSchemaException if it is not known here
     */
    static void check(byte format, int bucket, String table) {
        if (format < 1 || format > FORMAT) {
            throw new CassandraSchemaException("States in bucket " + bucket + " of " + table + " have format " + format
                    + ", this Foursigma reads formats 1 to " + FORMAT
                    + ": use the version of Foursigma that wrote them");
        }
    }
}
