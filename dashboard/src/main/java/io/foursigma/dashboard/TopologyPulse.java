// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.LedgerReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topology goes on, told from outside by the ledger: it stands still if readings wait in Kafka and none becomes
 * durable. It counts as going on until it is seen to stand still. Not safe for many threads.
 */
final class TopologyPulse {

    /** Longer than a flush and a worker's restart take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clock clock;
    /** Offsets that all buckets have come to, over all partitions. */
    private long durable = -1;

    private long movedAt;
    private @Nullable String problem;

    TopologyPulse(Clock clock) {
        this.clock = clock;
        movedAt = clock.millis();
    }

    /** Why it counts as standing still, null if it goes on. Where lag is not known, what was found before stands. */
    @Nullable
    String problem(LedgerReport report) {
        Long lag = report.lag();
        if (lag == null) {
            return problem;
        }
        long now = clock.millis();
        long come = report.ledger().partitions().stream()
                .mapToLong(Ledger.Line::from)
                .sum();
        if (come != durable || lag == 0) {
            durable = come;
            movedAt = now;
            problem = null;
        } else if (problem == null && now - movedAt >= PATIENCE.toMillis()) {
            problem = "nothing has become durable since "
                    + Instant.ofEpochMilli(movedAt).truncatedTo(ChronoUnit.SECONDS) + " although " + lag
                    + " offsets wait in Kafka: see that the topology is submitted and that its workers run";
        }
        return problem;
    }
}
