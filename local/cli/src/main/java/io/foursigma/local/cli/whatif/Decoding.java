// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.TimeLimits;
import org.jspecify.annotations.Nullable;

/** Decodes records as the topology does, and counts what is no reading. For one thread. */
final class Decoding {

    private final TimeLimits limits;
    private final ReadingTaker taker;
    private final ReadingDecoder decoder = new ReadingDecoder();
    private final Sink sink = new Sink();
    private RecordPlace place = RecordPlace.inFile(0);
    private long readings;
    private long deadLetters;

    Decoding(TimeLimits limits, ReadingTaker taker) {
        this.limits = limits;
        this.taker = taker;
    }

    void record(RecordPlace at, byte @Nullable [] value) {
        place = at;
        decoder.read(value, sink);
    }

    /** What was read so far. */
    Counts counts() {
        return new Counts(readings, deadLetters);
    }

    /**
     * What records held.
     *
     * @param readings readings of all sensors
     * @param deadLetters items that are no readings, and become dead letters
     */
    record Counts(long readings, long deadLetters) {}

    private final class Sink implements ReadingSink {
        @Override
        public @Nullable String problem(long time) {
            return limits.problem(time, place.timestamp());
        }

        @Override
        public void reading(int index, String sensor, long time, double value) {
            readings++;
            taker.take(sensor, time, value, place, index);
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            deadLetters++;
        }
    }
}
