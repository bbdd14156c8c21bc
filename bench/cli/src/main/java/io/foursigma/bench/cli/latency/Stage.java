// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import org.HdrHistogram.Histogram;

/** The delays at one stage, and how much never came there. */
final class Stage {

    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1e3;

    private final long expected;
    private final Histogram micros = new Histogram(DIGITS);

    /** A stage at which so many things are to be seen. */
    Stage(long expected) {
        this.expected = expected;
    }

    /**
     * One of them was seen, or never will be.
     *
     * @param dueMicros when its reading was due
     * @param atMicros when it was seen, or {@link Seen#NEVER}
     * @throws IllegalStateException if that was before
     */
    void add(long dueMicros, long atMicros) {
        if (atMicros < dueMicros) {
            throw new IllegalStateException("a reading was seen " + (dueMicros - atMicros)
                    + " us before it was due: the machine's clock was set back meanwhile");
        }
        if (atMicros != Seen.NEVER) {
            micros.recordValue(atMicros - dueMicros);
        }
    }

    /** How many were seen. */
    long seen() {
        return micros.getTotalCount();
    }

    /** How many never were. */
    long never() {
        return expected - seen();
    }

    /** The delay in milliseconds that so many percent of those that were seen did not exceed; 0 if none was. */
    double millis(double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    /** The longest delay in milliseconds; 0 if nothing was seen. */
    double maxMillis() {
        return micros.getMaxValue() / MICROS_PER_MILLI;
    }
}
