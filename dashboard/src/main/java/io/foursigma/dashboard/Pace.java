// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import java.time.Duration;

/**
 * How fast things go.
 *
 * @param tick time between two looks at what has to be told to whom
 * @param frame least time between two frames of merged updates to a page; the next one leaves with the tick after it
 * @param overview least time between two frames that tell a page of all sensors in brief
 * @param heartbeat time between two heartbeats to a page
 * @param patience how long a page may take for one frame before it is closed
 * @param probe time between two looks at a store
 * @param counts time between two rounds of comparing the sensors' counts with what was applied
 */
record Pace(
        Duration tick,
        Duration frame,
        Duration overview,
        Duration heartbeat,
        Duration patience,
        Duration probe,
        Duration counts) {

    /** The pace that {@code docs/live-protocol.md} and {@code docs/ledger.md} promise. */
    static final Pace PROMISED = new Pace(
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));
}
