// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.ReadingHistory.Look;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a partition from an offset backwards, in chunks that grow, and keeps one sensor's readings. */
final class ReadBack {

    private static final long FIRST_CHUNK = 32;
    private static final long GROWTH = 4;
    /** More readings of one sensor would fill the memory of a relay. */
    private static final int MOST_KEPT = 500_000;

    private final Look look;
    private final String sensor;
    private final int partition;
    private final long start;
    private final TimeLimits limits;
    private final Deque<List<RawReading>> chunks = new ArrayDeque<>();
    private long from;
    private long chunk = FIRST_CHUNK;
    private int kept;
    private long firstTimestamp = Long.MAX_VALUE;
    private long leastTimestamp = Long.MAX_VALUE;
    private long disorderMillis;

    /**
     * Nothing is read yet.
     *
     * @param start the first offset that the partition holds
     * @param end where to begin, excluded
     */
    ReadBack(Look look, String sensor, int partition, long start, long end, TimeLimits limits) {
        this.look = look;
        this.sensor = sensor;
        this.partition = partition;
        this.start = start;
        this.from = end;
        this.limits = limits;
    }

    /** Reads the chunk before. Returns false if nothing is before, or it cannot be read whole: the budget is spent. */
    boolean more() {
        long size = Math.min(chunk, Math.min(from - start, look.recordsLeft()));
        if (size <= 0 || kept > MOST_KEPT) {
            return false;
        }
        SensorReadings readings = new SensorReadings(sensor, partition, limits);
        if (look.read(partition, from - size, from, readings) < from) {
            return false;
        }
        from -= size;
        chunk *= GROWTH;
        kept += readings.kept().size();
        chunks.addFirst(readings.kept());
        if (readings.firstTimestamp() != Long.MAX_VALUE) {
            observe(readings);
        }
        return true;
    }

    private void observe(SensorReadings earlier) {
        firstTimestamp = earlier.firstTimestamp();
        disorderMillis = Math.max(disorderMillis, earlier.disorderMillis());
        disorderMillis = Math.max(disorderMillis, earlier.greatestTimestamp() - leastTimestamp);
        leastTimestamp = Math.min(leastTimestamp, earlier.leastTimestamp());
    }

    /** Which event times are accepted. */
    TimeLimits limits() {
        return limits;
    }

    /** The first offset that was read. */
    long from() {
        return from;
    }

    /** Whether everything that the partition still holds was read. */
    boolean atStart() {
        return from == start;
    }

    /** Whether the partition was read from its very first record: nothing was before it. */
    boolean isWhole() {
        return from == 0;
    }

    /** The sensor's readings of the chunk that was read last, which is the oldest. */
    List<RawReading> oldest() {
        return chunks.isEmpty() ? List.of() : chunks.getFirst();
    }

    /** The sensor's readings, in the order of the partition. */
    List<RawReading> all() {
        List<RawReading> all = new ArrayList<>(kept);
        chunks.forEach(all::addAll);
        return all;
    }

    /**
     * No reading before {@link #from} has an event time at or after this one. A reading that is further ahead of its
     * record's timestamp than allowed is a dead letter, and timestamps ascend but for the disorder that was seen.
     */
    long nothingBeforeReaches() {
        long slack = saturated(limits.maxAheadMillis(), disorderMillis);
        return saturated(saturated(firstTimestamp, slack), 1);
    }

    private static long saturated(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
