// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.ReadingHistory.Look;
import io.foursigma.stores.ReadingOffsets.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A sensor's raw readings by event time, as far back as Kafka has them and a request may read. */
public final class RawReadings {
    /*
     * Kafka has no index by sensor or by event time, and records may hold times long past. So the log is read from its
     * end backwards, until a whole chunk of it is older than what is asked for. The timestamps' index is not used: it
     * knows when records came, not of when they tell.
     */
    private static final Comparator<RawReading> OLDEST_FIRST = Comparator.comparingLong(RawReading::time)
            .thenComparingLong(RawReading::offset)
            .thenComparingInt(RawReading::index);

    private final ReadingHistory history;
    private final TimeLimits limits;
    private final Budget budget;

    /**
     * Reads with these limits.
     *
     * @param history what Kafka holds; it stays the caller's
     * @param limits which event times are accepted
     * @param budget how much an answer may read
     */
    public RawReadings(ReadingHistory history, TimeLimits limits, Budget budget) {
        this.history = history;
        this.limits = limits;
        this.budget = budget;
    }

    /**
     * What is asked for.
     *
     * @param sensor the sensor
     * @param from least event time, epoch milliseconds, included
     * @param to greatest event time, epoch milliseconds, excluded
     * @param size how many readings at most; the newest are given
     */
    public record Query(String sensor, long from, long to, int size) {}

    /**
     * What was found.
     *
     * @param readings newest event time first
     * @param complete whether all that was asked for is there, {@code from} included; {@code reachesBackTo} is {@code from} then
     * @param reachesBackTo readings later than this event time are all there, but for those that came out of order and lie
     *     further back in Kafka than was read; {@code to} if nothing can be said
     * @param scanned how many offsets were read
     */
    public record Found(List<RawReading> readings, boolean complete, long reachesBackTo, long scanned) {}

    /**
     * The newest readings of a sensor.
     *
     * @param query what is asked for
     * @param partition where the sensor's readings lie
     * @throws io.foursigma.stores.StoreException if Kafka does not answer
     */
    public Found read(Query query, int partition) {
        try (Look look = history.look(budget)) {
            Span span = look.spans().getOrDefault(partition, new Span(0, 0));
            ReadBack back = new ReadBack(look, query.sensor(), partition, span.start(), span.end(), limits);
            PriorityQueue<RawReading> newest = new PriorityQueue<>(OLDEST_FIRST);
            boolean cut = false;
            boolean older = false;
            long reached = query.to();
            while (!older && back.more()) {
                List<RawReading> chunk = back.oldest();
                for (RawReading reading : chunk) {
                    cut |= take(reading, query, newest);
                }
                if (!chunk.isEmpty()) {
                    long wanted = newest.size() < query.size()
                            ? query.from()
                            : newest.element().time();
                    older = chunk.stream().allMatch(reading -> reading.time() < wanted);
                    reached = older ? wanted : clamp(chunk.get(0).time(), query);
                }
            }
            if (back.isWhole()) {
                reached = query.from();
            }
            if (cut) {
                reached = Math.max(reached, newest.element().time());
            }
            List<RawReading> readings = new ArrayList<>(newest);
            readings.sort(OLDEST_FIRST.reversed());
            return new Found(readings, !cut && reached == query.from(), reached, span.end() - back.from());
        }
    }

    /** Returns whether a reading that is asked for had to be left out. */
    private static boolean take(RawReading reading, Query query, PriorityQueue<RawReading> newest) {
        if (reading.time() < query.from() || reading.time() >= query.to()) {
            return false;
        }
        newest.add(reading);
        if (newest.size() > query.size()) {
            newest.remove();
            return true;
        }
        return false;
    }

    private static long clamp(long time, Query query) {
        return Math.max(query.from(), Math.min(query.to(), time));
    }
}
