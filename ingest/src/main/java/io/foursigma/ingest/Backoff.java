// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that grow from one failure to the next, and differ by chance, so that many clients do not come all at once. */
public final class Backoff {

    private static final long FIRST_MILLIS = 1_000;
    private static final int MOST_DOUBLINGS = 5;

    private final RandomGenerator random;
    private int failures;

    /** No failure yet; chance comes from there. */
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** What was tried has succeeded for a while. */
    public void reset() {
        failures = 0;
    }

    /** How long to wait after a failure: half of 1, 2, 4... up to 32 seconds for certain, the other half by chance. */
    public Duration next() {
        long most = FIRST_MILLIS << Math.min(failures++, MOST_DOUBLINGS);
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
