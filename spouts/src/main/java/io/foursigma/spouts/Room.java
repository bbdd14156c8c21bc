// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.io.Serializable;
import java.util.function.BooleanSupplier;

/**
 * Whether a spout task has room for the new runs of one more poll: while it has less under way than was acknowledged of
 * late, within bounds.
 *
 * @param underWay what it has emitted and nobody has acknowledged
 * @param acked what was acknowledged of late
 * @param runs there is no room while more than so many are under way
 * @param leastBytes there is room while they take no more than this, whatever was acknowledged
 * @param mostBytes there is none while they take more than this
 */
record Room(RunsUnderWay underWay, AckedLately acked, int runs, long leastBytes, long mostBytes)
        implements BooleanSupplier, Serializable {

    @Override
    public boolean getAsBoolean() {
        long bytes = Math.min(Math.max(acked.bytes(), leastBytes), mostBytes);
        return underWay.count() <= runs && underWay.bytes() <= bytes;
    }
}
