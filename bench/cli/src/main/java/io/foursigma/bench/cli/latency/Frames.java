// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import java.util.Arrays;

/**
 * What frames have shown, in the order in which they came: of each only the sensors whose newest reading is newer than in
 * all frames before. Safe for many threads.
 */
final class Frames {

    private static final int FIRST_SIZE = 1 << 12;

    private final long[] newest;
    private int[] sensors = new int[FIRST_SIZE];
    private long[] offsets = new long[FIRST_SIZE];
    private long[] micros = new long[FIRST_SIZE];
    private int size;

    /** None yet, of so many sensors. */
    Frames(int sensors) {
        newest = new long[sensors];
        Arrays.fill(newest, -1);
    }

    /** A frame has shown a sensor's newest reading, which lies at an offset of the sensor's partition. */
    synchronized void show(long atMicros, int sensor, long offset) {
        if (offset <= newest[sensor]) {
            return;
        }
        newest[sensor] = offset;
        if (size == sensors.length) {
            sensors = Arrays.copyOf(sensors, 2 * size);
            offsets = Arrays.copyOf(offsets, 2 * size);
            micros = Arrays.copyOf(micros, 2 * size);
        }
        sensors[size] = sensor;
        offsets[size] = offset;
        micros[size] = atMicros;
        size++;
    }

    /** Whether the last reading of every sensor was shown. */
    synchronized boolean haveShownAll(Positions positions) {
        for (int sensor = 0; sensor < newest.length; sensor++) {
            if (newest[sensor] < positions.lastOffset(sensor)) {
                return false;
            }
        }
        return true;
    }

    /** Tells all of it again, in order. */
    synchronized void forEach(Shown taker) {
        for (int i = 0; i < size; i++) {
            taker.take(micros[i], sensors[i], offsets[i]);
        }
    }

    /** Takes what was shown. */
    @FunctionalInterface
    interface Shown {
        /** A frame has shown a sensor's newest reading. */
        void take(long atMicros, int sensor, long offset);
    }
}
