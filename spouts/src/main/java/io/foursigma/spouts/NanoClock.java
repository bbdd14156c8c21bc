// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.io.Serializable;
import java.util.function.LongSupplier;

/** Nanoseconds since some time; only differences mean something. It travels to the workers with the spout. */
@FunctionalInterface
interface NanoClock extends LongSupplier, Serializable {

    /** The clock of the process. */
    NanoClock SYSTEM = System::nanoTime;
}
