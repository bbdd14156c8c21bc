// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.util.function.LongSupplier;

/**
 * When readings are due, by their event times: as far apart as those are, divided by a factor. What lies behind the others, and
 * what was held up, is due at once.
 */
final class Pace {

    private static final double NANOS_PER_MILLI = 1e6;

    private final double factor;
    private final LongSupplier nanoTime;
    private boolean begun;
    private long firstTime;
    private long firstNanos;

    /**
     * A pace that begins later.
     *
     * @param factor how many times as fast as the event times; infinity for no pace at all
     * @param nanoTime a clock that only goes forward
     */
    Pace(double factor, LongSupplier nanoTime) {
        this.factor = factor;
        this.nanoTime = nanoTime;
    }

    /** Whether the first reading's time is to be told. */
    boolean awaitsBegin() {
        return !begun && Double.isFinite(factor);
    }

    /** Readings of this time are due now. */
    void begin(long time) {
        begun = true;
        firstTime = time;
        firstNanos = nanoTime.getAsLong();
    }

    /** How long until a reading of this time is due, in milliseconds, rounded up; 0 or less if it is. */
    long untilMillis(long time) {
        if (time == Item.NO_TIME || Double.isInfinite(factor)) {
            return 0;
        }
        if (!begun) {
            begin(time);
        }
        double due = ((double) time - firstTime) / factor;
        return (long) Math.ceil(due - (nanoTime.getAsLong() - firstNanos) / NANOS_PER_MILLI);
    }
}
