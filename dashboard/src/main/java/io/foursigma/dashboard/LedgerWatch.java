// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerReport.RefusedDocuments;
import io.foursigma.schemas.SensorCounts;
import io.foursigma.stores.CountCheck;
import io.foursigma.stores.Ledgers;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.StateReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the report of the ledger. Its counters are read anew for every report; what costs more is looked at now and then,
 * and the last look is shown: Kafka's offsets, the refused documents, and the sensors' counts.
 *
 * <p>The sensors' counts are compared bucket after bucket, and a round ends with the bucket that brings it to {@value
 * #SENSORS_A_ROUND} sensors; the next round goes on with the next bucket. So a round reads as many rows as that and one
 * bucket more, at most, however many sensors there are.
 */
final class LedgerWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final long SENSORS_A_ROUND = 50_000;

    private final StoreReaders readers;
    private final int buckets;
    private final Clock clock;
    private final TreeMap<Integer, Compared> compared = new TreeMap<>();
    private int nextBucket;
    private volatile @Nullable SortedMap<Integer, Span> spans;
    private volatile @Nullable RefusedDocuments refused;
    private volatile @Nullable SensorCounts sensors;
    private boolean compares = true;

    /**
     * A watch that does nothing yet.
     *
     * @param readers all that the relay reads
     * @param buckets number of state buckets
     * @param clock the wall clock
     */
    LedgerWatch(StoreReaders readers, int buckets, Clock clock) {
        this.readers = readers;
        this.buckets = buckets;
        this.clock = clock;
    }

    /**
     * Begins to look.
     *
     * @param threads at least two that nobody else keeps busy
     * @param kafka time between two looks at the refused documents
     * @param counts time between two rounds of comparing counts
     */
    void start(ScheduledExecutorService threads, Duration kafka, Duration counts) {
        repeat(threads, kafka, this::readRefused);
        repeat(threads, counts, this::compareCounts);
    }

    /** The report as of now. @throws StoreException if the state cannot be read */
    LedgerReport report() {
        return Ledgers.report(Ledgers.of(readers.state(), buckets), spans, sensors, refused);
    }

    private static void repeat(ScheduledExecutorService threads, Duration every, Runnable look) {
        ScheduledFuture<?> unused = threads.scheduleWithFixedDelay(look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at what Kafka holds; while it does not answer, lag is not known. @throws StoreException if it does not */
    void readOffsets() {
        boolean known = false;
        try {
            spans = readers.offsets().spans();
            known = true;
        } finally {
            if (!known) {
                spans = null;
            }
        }
    }

    private void readRefused() {
        try {
            refused = readers.refused().update();
        } catch (RuntimeException failure) {
            told(refused == null, "refused documents are not counted", failure);
            refused = null;
        }
    }

    /**
     * What was compared stays while the state cannot be read: there is no report then. Whatever the reason, the next round
     * comes all the same; a relay may be there before the tables are.
     */
    private void compareCounts() {
        try {
            compareRound(readers.state());
            compares = true;
        } catch (RuntimeException failure) {
            told(!compares, "the sensors' counts are not compared", failure);
            compares = false;
        }
    }

    private void compareRound(StateReader state) {
        TreeSet<Integer> there = new TreeSet<>(state.statsProgress().keySet());
        compared.keySet().retainAll(there);
        List<Integer> round = new ArrayList<>(there.tailSet(nextBucket));
        round.addAll(there.headSet(nextBucket));
        long read = 0;
        for (int bucket : round) {
            Optional<BucketCounts> counts = CountCheck.of(state, bucket);
            if (counts.isPresent()) {
                compared.put(bucket, new Compared(counts.get(), clock.millis()));
                read += counts.get().sensors();
            } else {
                compared.remove(bucket);
            }
            nextBucket = bucket + 1;
            if (read >= SENSORS_A_ROUND) {
                break;
            }
        }
        sensors = new SensorCounts(
                there.size(),
                compared.values().stream().map(Compared::counts).toList(),
                compared.values().stream().mapToLong(Compared::time).min().orElse(clock.millis()));
    }

    /** Says once what is not known, and why. */
    private static void told(boolean before, String what, RuntimeException failure) {
        if (!before) {
            LOG.warn("{}: {}", what, failure.getMessage());
        }
    }

    /** What was compared, and when. */
    private record Compared(BucketCounts counts, long time) {}
}
