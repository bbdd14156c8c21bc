// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the ledger from the durable progress of all buckets. */
public final class Ledgers {

    private Ledgers() {}

    /**
     * The ledger of what a {@link StateReader} has read. In every partition {@code from} is the least and {@code to} the
     * greatest next offset of all buckets; {@code read}, {@code applied}, {@code deadLettered}, {@code replayed} and {@code lost}
     * are sums over the buckets of the running statistics, and {@code late} is the sum over the buckets of the windows, which
     * alone know when a window is final.
     *
     * @param stats per bucket of the running statistics, per Kafka partition, how far it has come
     * @param windows per bucket of the windows, per Kafka partition, how far it has come
     * @return a line for every partition that a bucket has state of, in order; a bucket without state of a partition
     *     takes no part in its line
     */
    public static Ledger of(Map<Integer, Map<Integer, Progress>> stats, Map<Integer, Map<Integer, Progress>> windows) {
        TreeMap<Integer, Sums> partitions = new TreeMap<>();
        for (Map<Integer, Progress> bucket : stats.values()) {
            bucket.forEach((partition, progress) ->
                    partitions.computeIfAbsent(partition, ignored -> new Sums()).addStats(progress));
        }
        for (Map<Integer, Progress> bucket : windows.values()) {
            bucket.forEach((partition, progress) ->
                    partitions.computeIfAbsent(partition, ignored -> new Sums()).addWindows(progress));
        }
        List<Ledger.Line> lines = new ArrayList<>(partitions.size());
        partitions.forEach((partition, sums) -> lines.add(sums.line(partition)));
        return new Ledger(lines);
    }

    private static final class Sums {
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;
        private long read;
        private long applied;
        private long deadLettered;
        private long late;
        private long replayed;
        private long lost;

        private void addStats(Progress progress) {
            span(progress.next());
            read += progress.read();
            applied += progress.applied();
            deadLettered += progress.deadLettered();
            replayed += progress.replayed();
            lost += progress.lost();
        }

        private void addWindows(Progress progress) {
            span(progress.next());
            late += progress.late();
        }

        private void span(long next) {
            from = Math.min(from, next);
            to = Math.max(to, next);
        }

        private Ledger.Line line(int partition) {
            return new Ledger.Line(partition, from, to, read, applied, deadLettered, late, replayed, lost);
        }
    }
}
