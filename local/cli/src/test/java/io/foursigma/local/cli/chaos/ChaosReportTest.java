// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.local.cli.cluster.TopologyJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChaosReportTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTheMiddleTwo() {
        assertThat(ChaosReport.median(List.of())).isEmpty();
        assertThat(ChaosReport.median(List.of(seconds(9), seconds(1), seconds(2))))
                .contains(seconds(2));
        assertThat(ChaosReport.median(List.of(seconds(9), seconds(1), seconds(2), seconds(4))))
                .contains(seconds(3));
    }

    @Test
    void aReportWithoutDifferencesSaysSoToPeopleAndPrograms() throws IOException {
        ChaosReport report = report(new Check("counts", 20, 0, List.of()));
        assertThat(MarkdownReport.of(report))
                .startsWith("# Chaos: seed 42, 3 kills: no difference\n")
                .contains("| counts | 20 | 0 |")
                .contains("| kill worker | 2 | 14.0 s |")
                .contains("| 2.0 s | freeze | Kafka, 12.0 s | 7 | none | 5 | 300 |");
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(report));
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("replays").asLong()).isEqualTo(15);
        assertThat(json.get("medianRecoveryMillis").get("kill worker").asLong()).isEqualTo(14_000);
        assertThat(json.get("faults").get(2).get("recoveryMillis").isNull()).isTrue();
    }

    @Test
    void oneDifferenceMakesTheWholeRunFailAndIsShown() throws IOException {
        ChaosReport report = report(new Check("counts", 20, 1, List.of("hall-1: found 3, expected 4")));
        assertThat(report.passed()).isFalse();
        assertThat(MarkdownReport.of(report)).contains("FAILED").contains("hall-1: found 3, expected 4");
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(report));
        assertThat(json.get("passed").asBoolean()).isFalse();
        assertThat(json.get("checks").get(0).get("different").asLong()).isEqualTo(1);
    }

    private static ChaosReport report(Check check) {
        ChaosPlan plan = new ChaosPlan(42, 3, 100, 10, 2, List.of(), new TopologyJar(Path.of("x.jar"), "Main"), null);
        return new ChaosReport(
                plan,
                "a machine",
                Map.of("window.allowed-lateness", "1s"),
                START,
                seconds(60),
                100,
                List.of(
                        outcome(new Fault.Kill(Victim.WORKER, 1), seconds(12)),
                        outcome(new Fault.Kill(Victim.WORKER, 2), seconds(16)),
                        outcome(new Fault.Freeze(Victim.KAFKA, 0, seconds(12)), null)),
                List.of(check),
                400L << 20);
    }

    private static FaultOutcome outcome(Fault fault, @Nullable Duration recovery) {
        return new FaultOutcome(fault, false, START.plusSeconds(2), 7, recovery, 5, 300L << 20);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
