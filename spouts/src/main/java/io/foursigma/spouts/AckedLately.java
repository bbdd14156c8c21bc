// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How many bytes were acknowledged within the span of time that ends now, to a tenth of it. No more than that is to be
 * under way: then a run waits about as long as the span (what is under way is rate times delay, J. D. C. Little 1961),
 * however slow the slowest sink is. Were it given more, runs would reach their timeout, come again and be done again
 * while their first copies still lie in queues, until nothing else is done.
 */
final class AckedLately implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int SLOTS = 10;

    private final NanoClock clock;
    private final long slotNanos;
    private final long[] slots = new long[SLOTS];
    private int current;
    private long currentSinceNanos;
    private long sum;

    /**
     * Nothing was acknowledged.
     *
     * @param spanNanos the span of time, nanoseconds
     */
    AckedLately(NanoClock clock, long spanNanos) {
        this.clock = clock;
        slotNanos = Math.max(1, spanNanos / SLOTS);
    }

    /** So many bytes are acknowledged now. */
    void add(long bytes) {
        goOn();
        slots[current] += bytes;
        sum += bytes;
    }

    /** The bytes that were acknowledged within the span. */
    long bytes() {
        goOn();
        return sum;
    }

    private void goOn() {
        long now = clock.getAsLong();
        long elapsed = now - currentSinceNanos;
        if (elapsed < 0 || elapsed >= SLOTS * slotNanos) {
            Arrays.fill(slots, 0);
            sum = 0;
            currentSinceNanos = now;
            return;
        }
        for (; elapsed >= slotNanos; elapsed -= slotNanos) {
            current = (current + 1) % SLOTS;
            sum -= slots[current];
            slots[current] = 0;
            currentSinceNanos += slotNanos;
        }
    }
}
