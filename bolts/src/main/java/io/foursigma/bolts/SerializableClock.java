// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import java.io.Serializable;

/**
 * The wall clock, handed to the bolts. It serves flushing, the {@code judged} time of documents and nothing else: no
 * verdict and no state depends on it.
 */
@FunctionalInterface
public interface SerializableClock extends Serializable {

    /** The clock of this machine. */
    SerializableClock SYSTEM = System::currentTimeMillis;

    /** Epoch milliseconds. */
    long millis();
}
