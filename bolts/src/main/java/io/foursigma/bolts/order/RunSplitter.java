// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Run;
import io.foursigma.stores.Buckets;
import java.util.Arrays;

/**
 * Splits a run into one share per stateful task, empty ones included. Sensors belong to buckets, and bucket {@code b}
 * to task {@code b mod tasks}. Used by one thread; its arrays grow to the largest run and stay.
 */
public final class RunSplitter {

    private final Buckets buckets;
    private final ColumnsBuilder[] builders;
    private long[] items = new long[16];
    private int itemCount;
    private long[] deadLetters = new long[4];
    private int deadLetterCount;

    /** A splitter for so many buckets and tasks. */
    public RunSplitter(Buckets buckets, int tasks) {
        this.buckets = buckets;
        builders = new ColumnsBuilder[tasks];
        Arrays.setAll(builders, task -> new ColumnsBuilder());
    }

    /** Adds a reading of the current run. Readings come in the order of the run. */
    public void reading(String sensor, long time, double value, Run.Item record, int index) {
        item(record.offset());
        builders[buckets.of(sensor) % builders.length].add(sensor, time, value, record, index);
    }

    /** Adds an item of the current run that is no reading. */
    public void deadLetter(Run.Item record) {
        item(record.offset());
        if (deadLetterCount == deadLetters.length) {
            deadLetters = Arrays.copyOf(deadLetters, 2 * deadLetterCount);
        }
        deadLetters[deadLetterCount++] = record.offset();
    }

    /** The shares of what was added, by task; then begins a new run. */
    public Share[] split(Run run) {
        int counting = buckets.ofPartition(run.partition()) % builders.length;
        Share[] shares = new Share[builders.length];
        for (int task = 0; task < shares.length; task++) {
            boolean counts = task == counting;
            shares[task] = new Share(
                    run.topicId(),
                    run.partition(),
                    run.first(),
                    run.end(),
                    run.committed(),
                    counts ? run.lost() : 0,
                    builders[task].take(),
                    counts ? Arrays.copyOf(items, itemCount) : Share.NO_OFFSETS,
                    counts ? Arrays.copyOf(deadLetters, deadLetterCount) : Share.NO_OFFSETS);
        }
        itemCount = 0;
        deadLetterCount = 0;
        return shares;
    }

    private void item(long offset) {
        if (itemCount == items.length) {
            items = Arrays.copyOf(items, 2 * itemCount);
        }
        items[itemCount++] = offset;
    }

    /** Columns that grow. */
    private static final class ColumnsBuilder {
        private static final Share.Columns NONE =
                new Share.Columns(new String[0], new long[0], new double[0], new long[0], new int[0], new long[0]);

        private int size;
        private String[] sensors = new String[16];
        private long[] times = new long[16];
        private double[] values = new double[16];
        private long[] offsets = new long[16];
        private int[] indexes = new int[16];
        private long[] received = new long[16];

        void add(String sensor, long time, double value, Run.Item record, int index) {
            if (size == sensors.length) {
                int capacity = 2 * size;
                sensors = Arrays.copyOf(sensors, capacity);
                times = Arrays.copyOf(times, capacity);
                values = Arrays.copyOf(values, capacity);
                offsets = Arrays.copyOf(offsets, capacity);
                indexes = Arrays.copyOf(indexes, capacity);
                received = Arrays.copyOf(received, capacity);
            }
            sensors[size] = sensor;
            times[size] = time;
            values[size] = value;
            offsets[size] = record.offset();
            indexes[size] = index;
            received[size] = record.timestamp();
            size++;
        }

        Share.Columns take() {
            if (size == 0) {
                return NONE;
            }
            Share.Columns columns = new Share.Columns(
                    Arrays.copyOf(sensors, size),
                    Arrays.copyOf(times, size),
                    Arrays.copyOf(values, size),
                    Arrays.copyOf(offsets, size),
                    Arrays.copyOf(indexes, size),
                    Arrays.copyOf(received, size));
            Arrays.fill(sensors, 0, size, "");
            size = 0;
            return columns;
        }
    }
}
