// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.io.Serializable;
import java.util.function.BooleanSupplier;

/**
 * Whether a spout task has room for the new runs of one more poll.
 *
 * @param underWay what it has emitted and nobody has acknowledged
 * @param runs there is none while those are more than this
 * @param bytes or while they take more than this
 */
record Room(RunsUnderWay underWay, int runs, long bytes) implements BooleanSupplier, Serializable {

    @Override
    public boolean getAsBoolean() {
        return underWay.count() <= runs && underWay.bytes() <= bytes;
    }
}
