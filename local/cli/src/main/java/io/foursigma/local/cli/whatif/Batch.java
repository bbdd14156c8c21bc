// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

/** Readings as columns. Filled by one thread, and then only read, by several. */
final class Batch {

    private static final int SIZE = 16_384;

    private final int[] sensors = new int[SIZE];
    private final String[] names = new String[SIZE];
    private final long[] times = new long[SIZE];
    private final double[] values = new double[SIZE];
    private final int[] partitions = new int[SIZE];
    private final long[] offsets = new long[SIZE];
    private final int[] indexes = new int[SIZE];
    private int size;

    /** Adds a reading of a sensor, which has a number and a name. */
    void add(int sensor, String name, long time, double value, RecordPlace at, int index) {
        sensors[size] = sensor;
        names[size] = name;
        times[size] = time;
        values[size] = value;
        partitions[size] = at.partition();
        offsets[size] = at.offset();
        indexes[size] = index;
        size++;
    }

    boolean isFull() {
        return size == SIZE;
    }

    int size() {
        return size;
    }

    int sensor(int i) {
        return sensors[i];
    }

    String name(int i) {
        return names[i];
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    int partition(int i) {
        return partitions[i];
    }

    long offset(int i) {
        return offsets[i];
    }

    int index(int i) {
        return indexes[i];
    }
}
