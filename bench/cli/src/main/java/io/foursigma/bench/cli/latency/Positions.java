// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import java.util.Arrays;

/**
 * Where the readings lie in Kafka. They are keyed by sensor and sent by one producer, so those of a sensor lie in one
 * partition, in their order. Written by one thread, and read by others when that one has ended.
 */
final class Positions {

    private final Schedule schedule;
    private final int[] partitions;
    private final long[] offsets;

    /** The readings of a schedule, none of which has a place yet. */
    Positions(Schedule schedule) {
        this.schedule = schedule;
        partitions = new int[schedule.plan().sensors()];
        offsets = new long[schedule.plan().readings()];
        Arrays.fill(offsets, -1);
    }

    /** Kafka has acknowledged a reading. */
    void put(int reading, int partition, long offset) {
        partitions[schedule.sensor(reading)] = partition;
        offsets[reading] = offset;
    }

    Schedule schedule() {
        return schedule;
    }

    /** The partition of a sensor. */
    int partition(int sensor) {
        return partitions[sensor];
    }

    /** The offset of a reading. */
    long offset(int reading) {
        return offsets[reading];
    }

    /** The reading of a sensor that lies at an offset; the number of readings if none does. */
    int reading(int sensor, long offset) {
        int sensors = schedule.plan().sensors();
        int low = 0;
        int high = (offsets.length - 1 - sensor) / sensors;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = offsets[sensor + middle * sensors];
            if (found == offset) {
                return sensor + middle * sensors;
            }
            if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return offsets.length;
    }

    /** Where the last reading of a sensor lies. */
    long lastOffset(int sensor) {
        int sensors = schedule.plan().sensors();
        return offsets[sensor + (offsets.length - 1 - sensor) / sensors * sensors];
    }
}
