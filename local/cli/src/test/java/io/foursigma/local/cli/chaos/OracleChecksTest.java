// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.StatsRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each comparison is seen to fail on the very thing that it is there for. */
class OracleChecksTest {

    private final Truth truth = Example.truth();
    private final RunResult right = Example.result(truth);

    @Test
    void aRightResultPassesAndEveryComparisonHasComparedSomething() {
        assertThat(truth.oracle().late()).isPositive();
        assertThat(new OracleChecks(truth, right).all()).allSatisfy(check -> {
            assertThat(check.examples()).as(check.name()).isEmpty();
            assertThat(check.passed()).as(check.name()).isTrue();
            assertThat(check.compared()).as(check.name()).isPositive();
        });
    }

    @Test
    void aWrongCountIsFound() {
        assertThat(failed(withStats(stats ->
                        new Oracle.Stats(stats.count() + 1, stats.mean(), stats.std(), stats.min(), stats.max()))))
                .contains("Counts of sensors = oracle's");
    }

    @Test
    void aMeanThatIsWrongInTheTwelfthDigitIsFound() {
        assertThat(failed(withStats(stats -> new Oracle.Stats(
                        stats.count(), stats.mean() * (1 + 3e-12), stats.std(), stats.min(), stats.max()))))
                .containsExactly("Means = oracle's, 12 digits");
    }

    @Test
    void aDeviationThatIsWrongInTheTwelfthDigitIsFound() {
        assertThat(failed(withStats(stats -> new Oracle.Stats(
                        stats.count(), stats.mean(), stats.std() * (1 + 3e-12), stats.min(), stats.max()))))
                .containsExactly("Standard deviations = oracle's, 12 digits");
    }

    @Test
    void aSensorThatIsMissingIsFound() {
        Map<String, StatsRow> stats = new TreeMap<>(right.stats());
        stats.remove("sensor-1");
        assertThat(failed(new RunResult(
                        stats,
                        right.windows(),
                        right.anomalies(),
                        right.windowDocuments(),
                        right.episodes(),
                        right.deadLetters(),
                        right.ledger())))
                .contains("Counts of sensors = oracle's");
    }

    @Test
    void aMissingAndAPhantomAnomalyAreFound() {
        List<Anomaly> missing = right.anomalies().subList(1, right.anomalies().size());
        assertThat(failed(withAnomalies(missing)))
                .containsExactly(
                        "Anomalies in Elasticsearch = oracle's", "Episodes = their anomalies, counted together");
        List<Anomaly> phantom = new ArrayList<>(right.anomalies());
        phantom.add(Example.anomaly(new Oracle.Spike("topic.0.3.0", "sensor-1", 7, 99)));
        assertThat(failed(withAnomalies(phantom)))
                .containsExactly(
                        "Anomalies in Elasticsearch = oracle's", "Episodes = their anomalies, counted together");
    }

    @Test
    void aDocumentThatIsThereTwiceIsFound() {
        List<Anomaly> twice = new ArrayList<>(right.anomalies());
        twice.add(twice.get(0));
        assertThat(failed(withAnomalies(twice)))
                .containsExactlyInAnyOrder("No anomaly twice", "Episodes = their anomalies, counted together");
        List<WindowStats> windows = new ArrayList<>(right.windowDocuments());
        windows.add(windows.get(0));
        assertThat(failed(withWindows(windows))).containsExactly("No window twice");
    }

    @Test
    void aMissingAndAPhantomWindowAndAnOldRevisionAreFound() {
        List<WindowStats> windows = right.windowDocuments();
        assertThat(failed(withWindows(windows.subList(1, windows.size()))))
                .containsExactly("Windows in Elasticsearch = oracle's");
        List<WindowStats> phantom = new ArrayList<>(windows);
        phantom.add(moved(windows.get(0), -Example.WINDOW_MILLIS, windows.get(0).revision()));
        assertThat(failed(withWindows(phantom))).containsExactly("Windows in Elasticsearch = oracle's");
        List<WindowStats> old = new ArrayList<>(windows);
        old.set(0, moved(old.get(0), 0, old.get(0).revision() - 1));
        assertThat(failed(withWindows(old))).containsExactly("Windows in Elasticsearch = oracle's");
    }

    @Test
    void aDeadLetterThatIsMissingIsFound() {
        RunResult less = new RunResult(
                right.stats(),
                right.windows(),
                right.anomalies(),
                right.windowDocuments(),
                right.episodes(),
                right.deadLetters().subList(1, right.deadLetters().size()),
                right.ledger());
        assertThat(failed(less)).containsExactly("Dead letters = records that are no readings");
    }

    @Test
    void aLedgerThatDoesNotBalanceIsFound() {
        Ledger.Line line = right.ledger().partitions().get(0);
        Ledger wrong = new Ledger(List.of(new Ledger.Line(
                0, line.from(), line.to(), line.read(), line.applied() - 1, line.deadLettered(), line.late(), 0, 0)));
        assertThat(failed(new RunResult(
                        right.stats(),
                        right.windows(),
                        right.anomalies(),
                        right.windowDocuments(),
                        right.episodes(),
                        right.deadLetters(),
                        wrong)))
                .containsExactly("The ledger balances and tells the oracle's numbers");
    }

    private static WindowStats moved(WindowStats window, long by, long revision) {
        return new WindowStats(
                window.sensor(),
                window.start() + by,
                window.end() + by,
                revision,
                window.count(),
                window.mean(),
                window.std(),
                window.sampleStd(),
                window.min(),
                window.max(),
                window.baseline());
    }

    private RunResult withStats(UnaryOperator<Oracle.Stats> change) {
        Map<String, StatsRow> rows = new TreeMap<>(right.stats());
        Oracle.Stats stats = Objects.requireNonNull(truth.oracle().stats().get("sensor-0"));
        rows.put("sensor-0", new StatsRow(Example.moments(change.apply(stats)), 1, 2, 0, 3, 0));
        return new RunResult(
                rows,
                right.windows(),
                right.anomalies(),
                right.windowDocuments(),
                right.episodes(),
                right.deadLetters(),
                right.ledger());
    }

    private RunResult withAnomalies(List<Anomaly> anomalies) {
        return new RunResult(
                right.stats(),
                right.windows(),
                anomalies,
                right.windowDocuments(),
                right.episodes(),
                right.deadLetters(),
                right.ledger());
    }

    private RunResult withWindows(List<WindowStats> windows) {
        return new RunResult(
                right.stats(),
                right.windows(),
                right.anomalies(),
                windows,
                right.episodes(),
                right.deadLetters(),
                right.ledger());
    }

    private List<String> failed(RunResult result) {
        return new OracleChecks(truth, result)
                .all().stream()
                        .filter(check -> !check.passed())
                        .map(Check::name)
                        .toList();
    }
}
