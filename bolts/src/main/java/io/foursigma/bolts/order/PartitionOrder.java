// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One partition's shares as a task sees them: those that came too early are parked until the ones before them have
 * come; those that are applied wait until they are durable. One copy of each start is kept: a second one means that
 * the first has timed out.
 */
final class PartitionOrder<T, O> {

    private final int maxParked;
    private final long maxParkedBytes;
    private final Rules rules;
    private final TreeMap<Long, Parked<T>> parked = new TreeMap<>();
    private final TreeMap<Long, Waiting<T, O>> waiting = new TreeMap<>();
    private long parkedBytes;
    private long committed;

    PartitionOrder(int maxParked, long maxParkedBytes, Rules rules) {
        this.maxParked = maxParked;
        this.maxParkedBytes = maxParkedBytes;
        this.rules = rules;
    }

    /** Parks a share. Returns the tickets that have to fail for it: an older copy, and the furthest if too many wait. */
    List<T> park(T ticket, Share share, int[] bucketOf) {
        committed = Math.max(committed, share.committed());
        List<T> failed = new ArrayList<>(1);
        Parked<T> older = parked.put(share.first(), new Parked<>(ticket, share, bucketOf, share.bytes()));
        parkedBytes += share.bytes();
        if (older != null) {
            parkedBytes -= older.bytes;
            failed.add(older.ticket);
        }
        while (rules.keep(Rule.PARKED_ARE_BOUNDED)
                && parked.size() > 1
                && (parked.size() > maxParked || parkedBytes > maxParkedBytes)) {
            Parked<T> furthest = parked.pollLastEntry().getValue();
            parkedBytes -= furthest.bytes;
            failed.add(furthest.ticket);
        }
        return failed;
    }

    /**
     * The first parked share, null if none is parked. It knows the greatest committed offset that any share has told: the
     * runs between its own and that one may never come again.
     */
    @Nullable
    Parked<T> head() {
        return parked.isEmpty() ? null : parked.firstEntry().getValue().withCommitted(committed);
    }

    /** All parked shares, in Kafka's order. */
    Collection<Parked<T>> parked() {
        return parked.values();
    }

    /** Takes the first parked share out. */
    void unparkHead() {
        parkedBytes -= parked.pollFirstEntry().getValue().bytes;
    }

    /** Lets an applied share wait to be durable. Returns the ticket of an older copy, which has to fail, or null. */
    @Nullable
    T await(Waiting<T, O> applied) {
        Waiting<T, O> older = waiting.put(applied.share.first(), applied);
        return older == null ? null : older.ticket;
    }

    /** Takes the shares that end at or below {@code durableNext}, in order. */
    List<Waiting<T, O>> takeDurable(long durableNext) {
        List<Waiting<T, O>> done = new ArrayList<>();
        Iterator<Map.Entry<Long, Waiting<T, O>>> inOrder = waiting.entrySet().iterator();
        while (inOrder.hasNext()) {
            Map.Entry<Long, Waiting<T, O>> next = inOrder.next();
            if (next.getKey() >= durableNext) {
                break;
            }
            if (next.getValue().share.end() <= durableNext) {
                done.add(next.getValue());
                inOrder.remove();
            }
        }
        return done;
    }

    /** Takes all tickets, parked and waiting. */
    List<T> takeTickets() {
        List<T> tickets = new ArrayList<>(parked.size() + waiting.size());
        parked.values().forEach(one -> tickets.add(one.ticket));
        waiting.values().forEach(one -> tickets.add(one.ticket));
        parked.clear();
        parkedBytes = 0;
        waiting.clear();
        return tickets;
    }

    int waitingCount() {
        return waiting.size();
    }

    int parkedCount() {
        return parked.size();
    }

    /** About how many bytes are parked. */
    long parkedBytes() {
        return parkedBytes;
    }

    /** The greatest offset that a share has told to be committed. */
    long committed() {
        return committed;
    }

    /** A share that has not been applied, with the bucket of each of its readings. */
    record Parked<T>(
            T ticket,
            Share share,
            @SuppressWarnings("ArrayRecordComponent") int[] bucketOf,
            int bytes) {

        private Parked<T> withCommitted(long committed) {
            return share.committed() == committed
                    ? this
                    : new Parked<>(ticket, share.withCommitted(committed), bucketOf, bytes);
        }
    }

    /**
     * A share that is applied but not known to be durable.
     *
     * @param fresh what its readings have brought about that were applied for it
     * @param trims what was applied before it came
     */
    record Waiting<T, O>(T ticket, Share share, List<O> fresh, List<Trim> trims) {}

    /** Of a share, a bucket had applied before what lies before offset {@code to}. */
    record Trim(int bucket, long to) {}
}
