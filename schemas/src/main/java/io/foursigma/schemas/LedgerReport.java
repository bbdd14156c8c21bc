// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger with all that is shown beside it.
 *
 * @param ledger the counters, from durable state
 * @param backlog per partition, what Kafka says about it; empty while Kafka does not answer
 * @param sensors the sensors' counts beside the readings applied; empty before the first comparison
 * @param refused documents that the index refused for good; empty while Kafka does not answer
 */
public record LedgerReport(
        Ledger ledger,
        SortedMap<Integer, Backlog> backlog,
        Optional<SensorCounts> sensors,
        Optional<RefusedDocuments> refused) {

    /** Copies the map. */
    public LedgerReport {
        backlog = new TreeMap<>(backlog);
    }

    /** Whether every partition balances, and every bucket that could be compared. */
    public boolean balanced() {
        return ledger.balanced() && sensors.map(SensorCounts::balanced).orElse(true);
    }

    /** Whether all buckets of every partition have reached the same offset. */
    public boolean settled() {
        return ledger.partitions().stream().allMatch(Ledger.Line::settled);
    }

    /** Offsets between the state and the end, over all partitions; null while Kafka does not answer. */
    public @Nullable Long lag() {
        return backlog.isEmpty()
                ? null
                : backlog.values().stream().mapToLong(Backlog::lag).sum();
    }

    /** Those of {@link #lag} whose records are gone, over all partitions; null while Kafka does not answer. */
    public @Nullable Long gone() {
        return backlog.isEmpty()
                ? null
                : backlog.values().stream().mapToLong(Backlog::gone).sum();
    }

    /**
     * What Kafka holds of a partition that the state has not come to.
     *
     * @param lag offsets between the state and the partition's end
     * @param gone those of them whose records retention has dropped; the ledger counts them as lost when the state
     *     passes them
     */
    public record Backlog(long lag, long gone) {}

    /**
     * Documents that the index refused for good, each counted once.
     *
     * @param count how many are kept
     * @param atLeast whether there may be more: beyond a bound no more are told apart
     */
    public record RefusedDocuments(long count, boolean atLeast) {}
}
