// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerReport.Backlog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopologyPulseTest {

    private final SettableClock clock = new SettableClock();
    private final TopologyPulse pulse = new TopologyPulse(clock);

    @Test
    void whoLeavesReadingsInKafkaForLongStandsStill() {
        assertThat(pulse.problem(report(100, 5L))).isNull();
        clock.advance(TopologyPulse.PATIENCE.toMillis() - 1);
        assertThat(pulse.problem(report(100, 7L))).isNull();
        clock.advance(1);
        assertThat(pulse.problem(report(100, 7L)))
                .contains("7 offsets wait in Kafka")
                .contains("workers run");
        clock.advance(1);
        assertThat(pulse.problem(report(101, 6L))).isNull();
    }

    @Test
    void whoHasNothingToDoGoesOn() {
        assertThat(pulse.problem(report(100, 0L))).isNull();
        clock.advance(10 * TopologyPulse.PATIENCE.toMillis());
        assertThat(pulse.problem(report(100, 0L))).isNull();
        clock.advance(TopologyPulse.PATIENCE.toMillis() - 1);
        assertThat(pulse.problem(report(100, 3L))).isNull();
    }

    @Test
    void whatWasFoundStandsWhileLagIsNotKnown() {
        assertThat(pulse.problem(report(100, 5L))).isNull();
        clock.advance(TopologyPulse.PATIENCE.toMillis());
        assertThat(pulse.problem(report(100, null))).isNull();
        String problem = pulse.problem(report(100, 5L));
        assertThat(problem).isNotNull();
        assertThat(pulse.problem(report(100, null))).isEqualTo(problem);
    }

    private static LedgerReport report(long least, @Nullable Long lag) {
        TreeMap<Integer, Backlog> backlog = new TreeMap<>(lag == null ? Map.of() : Map.of(0, new Backlog(lag, 0)));
        return new LedgerReport(ledger(least), backlog, Optional.empty(), Optional.empty());
    }

    /** Some bucket has come further than the others: the one that is behind counts. */
    private static Ledger ledger(long least) {
        return new Ledger(List.of(new Ledger.Line(0, least, 1_000, least, least, 0, 0, 0, 0)));
    }
}
