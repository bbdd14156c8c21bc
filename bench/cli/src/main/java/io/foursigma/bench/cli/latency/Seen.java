// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import java.util.Arrays;

/** When each reading was first seen at one stage, itself or through a newer one of its sensor. */
final class Seen {

    /** Of a reading that was not seen: later than any moment. */
    static final long NEVER = Long.MAX_VALUE;

    private final Positions positions;
    private final long[] micros;
    private final int[] nextUnseen;

    /** Nothing is seen yet. */
    Seen(Positions positions) {
        this.positions = positions;
        Plan plan = positions.schedule().plan();
        micros = new long[plan.readings()];
        Arrays.fill(micros, NEVER);
        nextUnseen = new int[plan.sensors()];
        Arrays.setAll(nextUnseen, sensor -> sensor);
    }

    /** All readings of a sensor up to an offset are seen by now; those that were seen before stay as they are. */
    void through(int sensor, long offset, long atMicros) {
        int reading = nextUnseen[sensor];
        while (reading < micros.length && positions.offset(reading) <= offset) {
            micros[reading] = atMicros;
            reading += nextUnseen.length;
        }
        nextUnseen[sensor] = reading;
    }

    /** When a reading was seen, microseconds since the epoch, or {@link #NEVER}. */
    long micros(int reading) {
        return micros[reading];
    }
}
