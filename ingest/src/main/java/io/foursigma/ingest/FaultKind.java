// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

/** How a simulated sensor goes wrong. */
public enum FaultKind {
    /** A value far from all others. */
    SPIKE,
    /** A slow rise or fall and the same way back. */
    DRIFT,
    /** The same value again and again. */
    STUCK
}
