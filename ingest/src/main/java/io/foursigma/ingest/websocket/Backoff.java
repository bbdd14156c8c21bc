// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait until the next try: twice as long each time, up to a limit, and a random part of that less, so that many
 * who lost the same server do not come back at the same moment.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private long nextMillis = FIRST.toMillis();

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next try has succeeded. */
    void reset() {
        nextMillis = FIRST.toMillis();
    }

    /** How long to wait now: between a half and the whole of the step. */
    Duration next() {
        long step = nextMillis;
        nextMillis = Math.min(2 * step, LONGEST.toMillis());
        return Duration.ofMillis(step / 2 + random.nextLong(step / 2 + 1));
    }
}
