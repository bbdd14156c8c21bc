// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is done before the system has to recover: a fault, or two that overlap.
 *
 * @param pause how long readings flow undisturbed before
 * @param first the fault
 * @param second another one that comes while the first is not over, or null
 * @param gap how long after the first the second comes
 */
record Step(Duration pause, Fault first, @Nullable Fault second, Duration gap) {

    /** How many of its faults {@code --kills} counts. */
    int kills() {
        Fault other = second;
        return (first.isKill() ? 1 : 0) + (other != null && other.isKill() ? 1 : 0);
    }
}
