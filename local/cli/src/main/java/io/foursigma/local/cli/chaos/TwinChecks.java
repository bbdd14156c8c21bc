// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.WindowStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Compares two runs over the same topic, bit by bit: one with faults and one without. */
final class TwinChecks {

    private final RunResult run;
    private final RunResult calm;

    TwinChecks(RunResult run, RunResult calm) {
        this.run = run;
        this.calm = calm;
    }

    List<Check> all() {
        return List.of(
                same("Rows of running statistics, all bits = run without faults", run.stats(), calm.stats()),
                same("Rows of windows, all bits = run without faults", run.windows(), calm.windows()),
                same(
                        "Anomalies, all fields but the time of judging = run without faults",
                        by(run.anomalies(), Anomaly::id, anomaly -> anomaly.judgedAt(0)),
                        by(calm.anomalies(), Anomaly::id, anomaly -> anomaly.judgedAt(0))),
                same(
                        "Windows in Elasticsearch, all fields = run without faults",
                        by(run.windowDocuments(), WindowStats::id, Function.identity()),
                        by(calm.windowDocuments(), WindowStats::id, Function.identity())),
                same(
                        "Episodes, all fields but the time of judging = run without faults",
                        by(run.episodes(), Episode::id, episode -> episode.judgedAt(0)),
                        by(calm.episodes(), Episode::id, episode -> episode.judgedAt(0))),
                same("Ledger but for replays = run without faults", ledger(run), ledger(calm)));
    }

    /** Records compare their doubles bit by bit. */
    private static <T> Check same(String name, Map<String, T> found, Map<String, T> expected) {
        Check.Count count = new Check.Count(name);
        for (String key : OracleChecks.union(found.keySet(), expected.keySet())) {
            T one = found.get(key);
            T other = expected.get(key);
            count.compare(Objects.equals(one, other), key + ": found " + one + ", without faults " + other);
        }
        return count.done();
    }

    private static <T> Map<String, T> by(List<T> documents, Function<T, String> id, Function<T, T> compared) {
        Map<String, T> byId = new HashMap<>();
        documents.forEach(document -> byId.put(id.apply(document), compared.apply(document)));
        return byId;
    }

    /** The lines without replays; that their ends agree tells that both have read the same topic to its end. */
    private static Map<String, Ledger.Line> ledger(RunResult run) {
        Map<String, Ledger.Line> lines = new HashMap<>();
        for (Ledger.Line line : run.ledger().partitions()) {
            lines.put(
                    "partition " + line.partition(),
                    new Ledger.Line(
                            line.partition(),
                            line.from(),
                            line.to(),
                            line.read(),
                            line.applied(),
                            line.deadLettered(),
                            line.late(),
                            0,
                            line.lost()));
        }
        return lines;
    }
}
