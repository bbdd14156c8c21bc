// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerSnapshot;
import io.foursigma.stores.LedgerLog;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the ledger's totals now and then, so that people can explore how they grow. */
final class LedgerRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerRecorder.class);

    private final LedgerWatch ledger;
    private final LedgerLog log;
    private final Clock clock;
    private boolean records = true;

    /**
     * A recorder that does nothing yet.
     *
     * @param ledger makes the reports
     * @param log takes them
     * @param clock the wall clock, which names the minute
     */
    LedgerRecorder(LedgerWatch ledger, LedgerLog log, Clock clock) {
        this.ledger = ledger;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Begins to record.
     *
     * @param threads at least one that nobody else keeps busy
     * @param every time between two times; of those in one minute the first counts
     */
    void start(ScheduledExecutorService threads, Duration every) {
        ScheduledFuture<?> unused =
                threads.scheduleWithFixedDelay(this::record, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Keeps the totals as of now, if there is a state at all. The next time comes whatever happens, for a relay may be there
     * before tables and templates are; what is not kept now is in the next totals.
     */
    private void record() {
        try {
            LedgerReport report = ledger.report();
            if (report.ledger().read() > 0) {
                log.record(LedgerSnapshot.of(report, clock.millis()));
            }
            records = true;
        } catch (RuntimeException failure) {
            if (records) {
                LOG.warn("the ledger's totals are not kept for exploring: {}", failure.getMessage());
            }
            records = false;
        }
    }
}
