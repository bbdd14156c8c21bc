// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.analytics.Moments;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.WindowState;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Ledger;
import io.foursigma.stores.StatsRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TwinChecksTest {

    private final RunResult calm = Example.result(Example.truth());

    @Test
    void twinsThatDifferInTheTimeOfJudgingAndInReplaysAloneAreEqual() {
        List<Anomaly> later =
                calm.anomalies().stream().map(anomaly -> judged(anomaly, 99)).toList();
        Ledger.Line line = calm.ledger().partitions().get(0);
        Ledger replayed = new Ledger(List.of(new Ledger.Line(
                0, line.from(), line.to(), line.read(), line.applied(), line.deadLettered(), line.late(), 1_000, 0)));
        RunResult run = new RunResult(
                calm.stats(),
                calm.windows(),
                later,
                calm.windowDocuments(),
                calm.episodes(),
                calm.deadLetters(),
                replayed);
        assertThat(failed(run)).isEmpty();
    }

    @Test
    void theLastBitOfALowPartIsFound() {
        Map<String, StatsRow> rows = new TreeMap<>(calm.stats());
        Moments moments = moments();
        Moments other = new Moments(
                moments.count(),
                moments.scaledMean(),
                Double.MIN_VALUE,
                moments.scaledM2(),
                moments.scaledM2Low(),
                moments.min(),
                moments.max());
        rows.put("sensor-0", new StatsRow(other, 1, 2, 0, 3, 0));
        assertThat(failed(new RunResult(
                        rows,
                        calm.windows(),
                        calm.anomalies(),
                        calm.windowDocuments(),
                        calm.episodes(),
                        calm.deadLetters(),
                        calm.ledger())))
                .containsExactly("Rows of running statistics, all bits = run without faults");
    }

    @Test
    void anotherStateOfWindowsIsFound() {
        SensorWindowsState windows = new SensorWindowsState(5, List.of(new WindowState(0, moments(), null, 0)));
        assertThat(failed(new RunResult(
                        calm.stats(),
                        Map.of("sensor-0", windows),
                        calm.anomalies(),
                        calm.windowDocuments(),
                        calm.episodes(),
                        calm.deadLetters(),
                        calm.ledger())))
                .containsExactly("Rows of windows, all bits = run without faults");
    }

    @Test
    void anotherFieldOfADocumentAndAMissingOneAreFound() {
        List<Anomaly> anomalies = new ArrayList<>(calm.anomalies());
        Anomaly first = anomalies.get(0);
        anomalies.set(
                0,
                new Anomaly(
                        first.position(),
                        first.sensor(),
                        first.time(),
                        first.value(),
                        first.sigmas(),
                        first.baseline(),
                        first.rule(),
                        first.windowStart(),
                        first.windowEnd(),
                        first.received() + 1,
                        first.judged(),
                        first.episode()));
        assertThat(failed(with(anomalies)))
                .containsExactly("Anomalies, all fields but the time of judging = run without faults");
        assertThat(failed(with(anomalies.subList(1, anomalies.size()))))
                .containsExactly("Anomalies, all fields but the time of judging = run without faults");
    }

    @Test
    void aRunThatReadLessIsFound() {
        Ledger.Line line = calm.ledger().partitions().get(0);
        Ledger less = new Ledger(List.of(new Ledger.Line(
                0,
                line.from() - 1,
                line.to() - 1,
                line.read(),
                line.applied(),
                line.deadLettered(),
                line.late(),
                0,
                0)));
        assertThat(failed(new RunResult(
                        calm.stats(),
                        calm.windows(),
                        calm.anomalies(),
                        calm.windowDocuments(),
                        calm.episodes(),
                        calm.deadLetters(),
                        less)))
                .containsExactly("Ledger but for replays = run without faults");
    }

    private Moments moments() {
        return Objects.requireNonNull(calm.stats().get("sensor-0")).moments();
    }

    private RunResult with(List<Anomaly> anomalies) {
        return new RunResult(
                calm.stats(),
                calm.windows(),
                anomalies,
                calm.windowDocuments(),
                calm.episodes(),
                calm.deadLetters(),
                calm.ledger());
    }

    private static Anomaly judged(Anomaly anomaly, long judged) {
        return new Anomaly(
                anomaly.position(),
                anomaly.sensor(),
                anomaly.time(),
                anomaly.value(),
                anomaly.sigmas(),
                anomaly.baseline(),
                anomaly.rule(),
                anomaly.windowStart(),
                anomaly.windowEnd(),
                anomaly.received(),
                judged,
                anomaly.episode());
    }

    private List<String> failed(RunResult run) {
        return new TwinChecks(run, calm)
                .all().stream()
                        .filter(check -> !check.passed())
                        .map(Check::name)
                        .toList();
    }
}
