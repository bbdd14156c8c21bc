// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerReport.Backlog;
import io.foursigma.schemas.LedgerReport.RefusedDocuments;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.SensorCounts;
import io.foursigma.stores.ReadingOffsets.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /**
     * The ledger of all buckets. A bucket that has no state of a partition yet, which others have, stands before their
     * offsets: such a partition is not settled.
     *
     * @param state reads the progress
     * @param buckets number of buckets
     * @throws StoreException if the state cannot be read
     */
    public static Ledger of(StateReader state, int buckets) {
        Map<Integer, Map<Integer, Progress>> stats = state.statsProgress();
        Map<Integer, Map<Integer, Progress>> windows = state.windowsProgress();
        return new Ledger(of(stats, windows).partitions().stream()
                .map(line -> know(line.partition(), stats) == buckets && know(line.partition(), windows) == buckets
                        ? line
                        : line.withFrom(Math.min(line.from(), Math.max(0, line.to() - 1))))
                .toList());
    }

    private static long know(int partition, Map<Integer, Map<Integer, Progress>> buckets) {
        return buckets.values().stream()
                .filter(progress -> progress.containsKey(partition))
                .count();
    }

    /**
     * The ledger with all that is shown beside it. A partition that only Kafka knows has a line of zeros.
     *
     * @param ledger the counters
     * @param spans per partition, what Kafka holds; null while it does not answer
     * @param sensors the sensors' counts; null before they were compared
     * @param refused refused documents; null while they are not known
     */
    public static LedgerReport report(
            Ledger ledger,
            @Nullable SortedMap<Integer, Span> spans,
            @Nullable SensorCounts sensors,
            @Nullable RefusedDocuments refused) {
        TreeMap<Integer, Ledger.Line> lines = new TreeMap<>();
        ledger.partitions().forEach(line -> lines.put(line.partition(), line));
        TreeMap<Integer, Backlog> backlog = new TreeMap<>();
        if (spans != null) {
            spans.forEach((partition, span) -> {
                long start = span.start();
                Ledger.Line line = lines.computeIfAbsent(
                        partition, absent -> new Ledger.Line(absent, start, start, 0, 0, 0, 0, 0, 0));
                // Kafka was asked at another moment than the state.
                backlog.put(
                        partition,
                        new Backlog(Math.max(0, span.end() - line.from()), Math.max(0, start - line.from())));
            });
        }
        return new LedgerReport(
                new Ledger(List.copyOf(lines.values())),
                backlog,
                Optional.ofNullable(sensors),
                Optional.ofNullable(refused));
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
