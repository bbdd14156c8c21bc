// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.StatsRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares what a run has left with what the oracle says. */
final class OracleChecks {

    /** Relative: twelve digits. */
    private static final double TOLERANCE = 1e-12;

    private final Truth truth;
    private final RunResult run;

    OracleChecks(Truth truth, RunResult run) {
        this.truth = truth;
        this.run = run;
    }

    List<Check> all() {
        return List.of(
                sensors(
                        "Counts of sensors = oracle's",
                        (row, stats) -> row.moments().count() == stats.count()),
                sensors(
                        "Means = oracle's, 12 digits",
                        (row, stats) -> close(row.moments().mean(), stats.mean())),
                sensors(
                        "Standard deviations = oracle's, 12 digits",
                        (row, stats) -> close(row.moments().std(), stats.std())),
                sensors(
                        "Least and greatest values = oracle's",
                        (row, stats) -> row.moments().min() == stats.min()
                                && row.moments().max() == stats.max()),
                windows(),
                anomalies(),
                once("No anomaly twice", run.anomalies(), Anomaly::id),
                episodes(),
                once("No episode twice", run.episodes(), Episode::id),
                once("No window twice", run.windowDocuments(), WindowStats::id),
                deadLetters(),
                ledger());
    }

    /** Something that has to hold between a row and the truth. */
    @FunctionalInterface
    private interface Same {
        boolean holds(StatsRow row, Oracle.Stats stats);
    }

    private Check sensors(String name, Same same) {
        Check.Count count = new Check.Count(name);
        Map<String, Oracle.Stats> expected = truth.oracle().stats();
        for (String sensor : union(expected.keySet(), run.stats().keySet())) {
            StatsRow row = run.stats().get(sensor);
            Oracle.Stats stats = expected.get(sensor);
            count.compare(
                    row != null && stats != null && same.holds(row, stats),
                    sensor + ": found " + (row == null ? "nothing" : row.moments()) + ", expected " + stats);
        }
        return count.done();
    }

    private Check windows() {
        Check.Count count = new Check.Count("Windows in Elasticsearch = oracle's");
        Map<Oracle.Window, Oracle.Content> expected =
                new TreeMap<>(truth.oracle().windows());
        truth.oracle().open().forEach(expected::remove);
        Map<Oracle.Window, WindowStats> found = new HashMap<>();
        run.windowDocuments().forEach(window -> found.put(new Oracle.Window(window.sensor(), window.start()), window));
        for (Oracle.Window window : union(expected.keySet(), found.keySet())) {
            WindowStats document = found.get(window);
            Oracle.Content content = expected.get(window);
            count.compare(
                    document != null && content != null && same(document, content),
                    window + ": found " + document + ", expected " + content);
        }
        return count.done();
    }

    private static boolean same(WindowStats found, Oracle.Content expected) {
        Oracle.Stats stats = expected.stats();
        return found.revision() == stats.count()
                && found.count() == stats.count()
                && close(found.mean(), stats.mean())
                && close(found.std(), stats.std())
                && found.min() == stats.min()
                && found.max() == stats.max()
                && sameBaseline(found.baseline(), expected);
    }

    private static boolean sameBaseline(@Nullable BaselineStats found, Oracle.Content expected) {
        Oracle.Stats stats = expected.baseline();
        if (found == null || stats == null) {
            return found == null && stats == null;
        }
        return Objects.equals(found.start(), expected.baselineStart())
                && found.count() == stats.count()
                && close(found.mean(), stats.mean())
                && close(found.std(), stats.std());
    }

    private Check anomalies() {
        Check.Count count = new Check.Count("Anomalies in Elasticsearch = oracle's");
        Map<String, Oracle.Spike> expected = new TreeMap<>();
        truth.oracle().spikes().forEach(spike -> expected.put(spike.id(), spike));
        Map<String, Oracle.Spike> found = new HashMap<>();
        run.anomalies()
                .forEach(anomaly -> found.put(
                        anomaly.id(),
                        new Oracle.Spike(anomaly.id(), anomaly.sensor(), anomaly.time(), anomaly.value())));
        for (String id : union(expected.keySet(), found.keySet())) {
            Oracle.Spike spike = found.get(id);
            count.compare(
                    Objects.equals(spike, expected.get(id)),
                    id + ": found " + spike + ", expected " + expected.get(id));
        }
        return count.done();
    }

    /** Counted together again from the anomalies that name them. */
    private Check episodes() {
        Check.Count count = new Check.Count("Episodes = their anomalies, counted together");
        Map<String, Spread> expected = new TreeMap<>();
        for (Anomaly anomaly : run.anomalies()) {
            expected.merge(
                    String.valueOf(anomaly.episode()),
                    new Spread(anomaly.sensor(), anomaly.time(), anomaly.time(), 1),
                    Spread::with);
        }
        Map<String, Spread> found = new HashMap<>();
        run.episodes()
                .forEach(one -> found.put(one.id(), new Spread(one.sensor(), one.first(), one.last(), one.count())));
        for (String id : union(expected.keySet(), found.keySet())) {
            count.compare(
                    Objects.equals(found.get(id), expected.get(id)),
                    id + ": found " + found.get(id) + ", expected " + expected.get(id));
        }
        return count.done();
    }

    /** What is common to an episode and the anomalies that it is made of. */
    private record Spread(String sensor, long first, long last, long count) {
        Spread with(Spread other) {
            return new Spread(sensor, Math.min(first, other.first), Math.max(last, other.last), count + other.count);
        }
    }

    private static <T> Check once(String name, List<T> documents, Function<T, String> id) {
        Check.Count count = new Check.Count(name);
        Set<String> seen = new HashSet<>();
        documents.forEach(document -> count.compare(seen.add(id.apply(document)), id.apply(document) + " once more"));
        return count.done();
    }

    private Check deadLetters() {
        Check.Count count = new Check.Count("Dead letters = records that are no readings");
        Set<String> found = new HashSet<>(run.deadLetters());
        for (String id : union(truth.broken(), found)) {
            boolean expected = truth.broken().contains(id);
            count.compare(expected && found.contains(id), id + (expected ? " is missing" : " is a reading"));
        }
        return count.done();
    }

    private Check ledger() {
        Check.Count count = new Check.Count("The ledger balances and tells the oracle's numbers");
        Ledger ledger = run.ledger();
        ledger.partitions()
                .forEach(line -> count.compare(
                        line.settled() && line.read() == line.applied() + line.deadLettered(), "unbalanced: " + line));
        long broken = truth.broken().size();
        number(count, "read", ledger.read(), truth.items());
        number(count, "dead letters", ledger.deadLettered(), broken);
        number(count, "applied", ledger.applied(), truth.items() - broken);
        number(count, "late", ledger.late(), truth.oracle().late());
        return count.done();
    }

    private static void number(Check.Count count, String name, long found, long expected) {
        count.compare(found == expected, name + ": found " + found + ", expected " + expected);
    }

    private static boolean close(double found, double expected) {
        return Math.abs(found - expected) <= TOLERANCE * Math.abs(expected);
    }

    static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
