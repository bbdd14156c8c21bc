// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The wall clock in microseconds since the epoch: the one clock that all processes of a machine are sure to share. */
public final class EpochMicros {

    private EpochMicros() {}

    /** Now. */
    public static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
