// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One partition's shares as a task sees them: those that came too early are parked until the ones before them have
 * come; those that are applied wait until they are durable. One copy of each start is kept: a second one means that
 * the first has timed out.
 */
final class PartitionOrder<T, O> {

    private final int maxParked;
    private final TreeMap<Long, Parked<T>> parked = new TreeMap<>();
    private final TreeMap<Long, Waiting<T, O>> waiting = new TreeMap<>();

    PartitionOrder(int maxParked) {
        this.maxParked = maxParked;
    }

    /** Parks a share. Returns the tickets that have to fail for it: an older copy, or the furthest if too many wait. */
    List<T> park(T ticket, Share share) {
        List<T> failed = new ArrayList<>(1);
        Parked<T> older = parked.put(share.first(), new Parked<>(ticket, share));
        if (older != null) {
            failed.add(older.ticket);
        }
        if (parked.size() > maxParked) {
            failed.add(parked.pollLastEntry().getValue().ticket);
        }
        return failed;
    }

    /** Takes the first parked share if it begins at or below {@code next}; null if there is none. */
    @Nullable
    Parked<T> unpark(long next) {
        Map.Entry<Long, Parked<T>> first = parked.firstEntry();
        if (first == null || first.getKey() > next) {
            return null;
        }
        parked.remove(first.getKey());
        return first.getValue();
    }

    /** The first parked share, empty if none is parked. */
    Optional<Share> firstParked() {
        return Optional.ofNullable(parked.firstEntry()).map(entry -> entry.getValue().share);
    }

    /** Lets an applied share wait to be durable. Returns the ticket of an older copy, which has to fail, or null. */
    @Nullable
    T await(T ticket, Share share, List<Caused<O>> outputs) {
        Waiting<T, O> older = waiting.get(share.first());
        if (older == null) {
            waiting.put(share.first(), new Waiting<>(ticket, share, share.end(), outputs));
            return null;
        }
        List<Caused<O>> all = new ArrayList<>(older.outputs);
        all.addAll(outputs);
        waiting.put(share.first(), new Waiting<>(ticket, share, Math.max(older.end, share.end()), all));
        return older.ticket;
    }

    /** Takes the shares that end at or below {@code durableNext}. */
    void takeDurable(long durableNext, List<Outlet.Done<T, O>> done) {
        Iterator<Waiting<T, O>> all = waiting.values().iterator();
        while (all.hasNext()) {
            Waiting<T, O> one = all.next();
            if (one.share.first() >= durableNext) {
                return;
            }
            if (one.ticket != null && one.end <= durableNext) {
                done.add(new Outlet.Done<>(
                        one.ticket,
                        one.share,
                        one.outputs.stream().map(Caused::output).toList()));
                all.remove();
            }
        }
    }

    /** Takes all tickets, parked and waiting. What waiting shares have brought about stays, for their next copies. */
    List<T> takeTickets() {
        List<T> tickets = new ArrayList<>(parked.size() + waiting.size());
        parked.values().forEach(one -> tickets.add(one.ticket));
        parked.clear();
        waiting.replaceAll((first, one) -> {
            if (one.ticket != null) {
                tickets.add(one.ticket);
            }
            return new Waiting<>(null, one.share, one.end, one.outputs);
        });
        return tickets;
    }

    /**
     * Forgets what a bucket that was lost has brought about beyond what is durable: it was worked out on memory that may
     * have been stale, and comes again when the bucket has been read anew.
     */
    void forget(int bucket, long durableNext) {
        waiting.replaceAll((first, one) -> new Waiting<>(
                one.ticket,
                one.share,
                one.end,
                one.outputs.stream()
                        .filter(caused -> caused.bucket != bucket || caused.offset < durableNext)
                        .toList()));
    }

    int waitingCount() {
        return waiting.size();
    }

    /** A share that came too early. */
    record Parked<T>(T ticket, Share share) {}

    /** A share that is applied but not known to be durable; {@code end} covers every copy of it that was applied. */
    private record Waiting<T, O>(@Nullable T ticket, Share share, long end, List<Caused<O>> outputs) {}

    /** Something that a reading of a bucket has brought about. */
    record Caused<O>(int bucket, long offset, O output) {}
}
