// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The ledger's totals at a moment, kept where people explore how they grow. All but the time only grow, until the state is
 * begun anew; they are what the ledger said at that moment, not what the moment brought.
 *
 * @param time start of the minute that it stands for, epoch milliseconds by the wall clock
 * @param read items read
 * @param applied readings applied to the running statistics
 * @param deadLettered items that are no readings
 * @param late the part of the applied readings that came after their window was final
 * @param replayed items that came again
 * @param lost offsets whose records Kafka had dropped before they were read
 * @param refusedDocuments documents that the index refused for good, null while Kafka does not answer
 */
public record LedgerSnapshot(
        long time,
        long read,
        long applied,
        long deadLettered,
        long late,
        long replayed,
        long lost,
        @Nullable Long refusedDocuments) {

    private static final long MINUTE = 60_000;

    /** The totals of a report, for the minute that the time lies in. */
    public static LedgerSnapshot of(LedgerReport report, long millis) {
        Ledger ledger = report.ledger();
        return new LedgerSnapshot(
                Math.floorDiv(millis, MINUTE) * MINUTE,
                ledger.read(),
                ledger.applied(),
                ledger.deadLettered(),
                ledger.late(),
                ledger.replayed(),
                ledger.lost(),
                report.refused().map(LedgerReport.RefusedDocuments::count).orElse(null));
    }

    /** Its identity: of several for one minute the first stays. */
    public String id() {
        return "ledger@" + time;
    }
}
