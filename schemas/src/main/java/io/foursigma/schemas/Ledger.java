// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.List;

/**
 * The counters that prove that every reading is accounted for, computed from durable state.
 *
 * @param partitions a line per Kafka partition, in order
 */
public record Ledger(List<Line> partitions) {

    /** Copies the lines. */
    public Ledger {
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition's counters, in items (an array counts its elements).
     *
     * @param partition the partition
     * @param from the least next offset of all buckets: every record before it is accounted for in durable state
     * @param to the greatest next offset of all buckets
     * @param read items read
     * @param applied readings applied to the running statistics
     * @param deadLettered items that are no readings
     * @param late the part of the applied readings that came after their window was final
     * @param replayed items that came again; outside the equation
     * @param lost offsets whose records Kafka had dropped before they were read; outside the equation
     */
    public record Line(
            int partition,
            long from,
            long to,
            long read,
            long applied,
            long deadLettered,
            long late,
            long replayed,
            long lost) {

        /** This line with another least next offset. */
        public Line withFrom(long least) {
            return new Line(partition, least, to, read, applied, deadLettered, late, replayed, lost);
        }

        /** Whether all buckets have reached the same offset, so that the equation must hold. */
        public boolean settled() {
            return from == to;
        }

        /** Whether {@code read = applied + deadLettered}, or the partition is still on its way. */
        public boolean balanced() {
            return !settled() || read == applied + deadLettered;
        }
    }

    /** Items read, over all partitions. */
    public long read() {
        return partitions.stream().mapToLong(Line::read).sum();
    }

    /** Readings applied, over all partitions. */
    public long applied() {
        return partitions.stream().mapToLong(Line::applied).sum();
    }

    /** Items that are no readings, over all partitions. */
    public long deadLettered() {
        return partitions.stream().mapToLong(Line::deadLettered).sum();
    }

    /** Late readings, over all partitions. */
    public long late() {
        return partitions.stream().mapToLong(Line::late).sum();
    }

    /** Items that came again, over all partitions. */
    public long replayed() {
        return partitions.stream().mapToLong(Line::replayed).sum();
    }

    /** Offsets whose records Kafka had dropped before they were read, over all partitions. */
    public long lost() {
        return partitions.stream().mapToLong(Line::lost).sum();
    }

    /** Whether no partition breaks the equation. */
    public boolean balanced() {
        return partitions.stream().allMatch(Line::balanced);
    }
}
