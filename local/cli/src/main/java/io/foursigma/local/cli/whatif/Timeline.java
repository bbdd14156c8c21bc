// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many events fell into each of at most {@value #COLUMNS} columns of equal width. The width grows as the events spread:
 * it is always the least of a fixed ladder that lets all of them in, so that the outcome does not depend on their order.
 */
final class Timeline {
    /*
     * Each rung of the ladder divides the next, and columns are aligned to the epoch, so that a column always goes into one
     * wider column as a whole.
     */
    static final int COLUMNS = 40;

    private static final long DAY = 86_400_000;

    /** Widths below a day, in milliseconds. */
    private static final List<Long> SHORT = List.of(
            1L,
            2L,
            10L,
            20L,
            100L,
            200L,
            1_000L,
            2_000L,
            10_000L,
            30_000L,
            60_000L,
            120_000L,
            600_000L,
            1_800_000L,
            3_600_000L,
            7_200_000L,
            21_600_000L,
            43_200_000L);

    /** So many powers of ten of a day are as long as all time that milliseconds in 64 bits can count. */
    private static final int POWERS_OF_A_DAY = 11;

    private static final long[] LADDER = ladder();

    private final long[] counts = new long[COLUMNS];
    private int rung;
    private long first;
    private long last = -1;

    private static long[] ladder() {
        List<Long> widths = new ArrayList<>(SHORT);
        long days = DAY;
        for (int power = 0; power < POWERS_OF_A_DAY; power++) {
            widths.add(days);
            widths.add(2 * days);
            days *= 10;
        }
        return widths.stream().mapToLong(Long::longValue).toArray();
    }

    /** Makes room for events at a time, which counts nothing. */
    void reach(long time) {
        if (last < first) {
            first = Math.floorDiv(time, LADDER[rung]);
            last = first;
            return;
        }
        long column = Math.floorDiv(time, LADDER[rung]);
        while (Math.max(last, column) - Math.min(first, column) >= COLUMNS) {
            widen();
            column = Math.floorDiv(time, LADDER[rung]);
        }
        if (column < first) {
            int by = Math.toIntExact(first - column);
            System.arraycopy(counts, 0, counts, by, COLUMNS - by);
            Arrays.fill(counts, 0, by, 0);
            first = column;
        }
        last = Math.max(last, column);
    }

    /** Counts events at a time. */
    void add(long time, long events) {
        reach(time);
        counts[Math.toIntExact(Math.floorDiv(time, LADDER[rung]) - first)] += events;
    }

    /** Counts the events of another one. */
    void add(Timeline other) {
        if (other.last < other.first) {
            return;
        }
        while (rung < other.rung) {
            widen();
        }
        reach(other.start());
        reach((other.last + 1) * other.widthMillis() - 1);
        for (int i = 0; i <= other.last - other.first; i++) {
            if (other.counts[i] > 0) {
                add((other.first + i) * other.widthMillis(), other.counts[i]);
            }
        }
    }

    /** The begin of the first column, epoch milliseconds. */
    long start() {
        return first * LADDER[rung];
    }

    /** The width of a column in milliseconds. */
    long widthMillis() {
        return LADDER[rung];
    }

    /** The counts of the columns, none before the first event. */
    long[] counts() {
        return Arrays.copyOf(counts, Math.toIntExact(last - first + 1));
    }

    private void widen() {
        long factor = LADDER[rung + 1] / LADDER[rung];
        long[] old = counts.clone();
        long oldFirst = first;
        long oldLast = last;
        rung++;
        first = Math.floorDiv(oldFirst, factor);
        last = oldLast < oldFirst ? first - 1 : Math.floorDiv(oldLast, factor);
        Arrays.fill(counts, 0);
        for (int i = 0; i <= oldLast - oldFirst; i++) {
            counts[Math.toIntExact(Math.floorDiv(oldFirst + i, factor) - first)] += old[i];
        }
    }
}
