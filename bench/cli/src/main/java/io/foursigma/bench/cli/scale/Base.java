// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.bench.workload.Workload;

/**
 * The point that all dimensions go out from.
 *
 * @param readings how many; a point that needs more for its size has more
 * @param sensors how many
 * @param perWindow readings of a sensor in a window
 * @param partitions of the topic
 */
record Base(long readings, int sensors, int perWindow, int partitions) {

    static final Base FULL = new Base(1_000_000, 1_000, 100, 4);

    /** So small that it shows only that everything runs. */
    static final Base QUICK = new Base(20_000, 50, 20, 4);

    private static final long WINDOW_MILLIS = 2_000;
    private static final long SEED = 1;

    /** The same with another number of readings. */
    Base withReadings(long number) {
        return new Base(number, sensors, perWindow, partitions);
    }

    /** Its readings. */
    Workload workload() {
        return of(sensors, false, perWindow, partitions, 2L * sensors);
    }

    Workload withSensors(int number) {
        return of(number, false, perWindow, partitions, 2L * number);
    }

    Workload withPartitions(int number) {
        return of(sensors, false, perWindow, number, 2L * sensors);
    }

    /** The first sensor sends every other reading. */
    Workload withHotSensor() {
        return of(sensors, true, perWindow, partitions, 4L * sensors);
    }

    /** Each sensor has two windows at least, so that one of them is closed. */
    Workload withPerWindow(int number) {
        return of(sensors, false, number, partitions, 2L * sensors * number);
    }

    private Workload of(int ofSensors, boolean hot, int inWindow, int ofPartitions, long least) {
        return new Workload(Math.max(readings, least), ofSensors, hot, inWindow, WINDOW_MILLIS, ofPartitions, SEED);
    }
}
