// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Ledger;
import io.foursigma.stores.Ledgers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a simulation has come to, to be compared with one pass over the logs.
 *
 * @param logs the logs
 * @param starts per log, where reading began
 * @param store the durable state
 * @param sink what has arrived
 * @param seen what left as soon as it was applied
 * @param watch what all tasks have told
 * @param stored whether outputs are of the kind that is stored
 * @param salts the last of the settings; with more than 0 the outputs hang on when they were changed
 * @param countedDeadLetters dead letters as counted elsewhere, -1 if nobody did
 */
record SimulationResult(
        List<TestLog> logs,
        List<Long> starts,
        SimulatedStore store,
        SimulatedSink sink,
        Set<String> seen,
        RecordingWatch watch,
        boolean stored,
        int salts,
        long countedDeadLetters) {

    /** Compares. @throws SimulationFailure with the first difference */
    void check() {
        List<String> outputs = new ArrayList<>();
        Set<String> prefixes = new HashSet<>();
        Map<String, ChainLogic.Row> expected = new HashMap<>();
        for (TestLog log : logs) {
            ChainLogic logic = stored ? ChainLogic.stored() : ChainLogic.fromState(prefixes::add);
            expected.putAll(log.applied(starts.get(log.partition), logic, outputs));
        }
        Map<String, ChainLogic.Row> rows = new HashMap<>();
        store.memory.rows().values().forEach(rows::putAll);
        same("rows", expected, rows);
        checkLedger();
        if (stored) {
            checkStoredOutputs(outputs);
        } else {
            Set<String> never = new HashSet<>(seen);
            never.removeAll(prefixes);
            check(never.isEmpty(), "values were seen that no sensor ever had: " + never);
            expected.forEach((sensor, row) ->
                    check(sink.taken().containsKey(ChainLogic.text(sensor, row)), "the newest value of " + sensor));
        }
        check(watch.parkedShares <= Simulation.MAX_PARKED * logs.size(), "parked " + watch.parkedShares);
        check(watch.parkedBytes <= Simulation.MAX_PARKED_BYTES * logs.size(), "parked bytes " + watch.parkedBytes);
    }

    /** The sink has exactly what has become durable, once each: nothing is lost, nothing is there that never was. */
    private void checkStoredOutputs(List<String> outputs) {
        same(
                "outputs at the sink",
                store.durableOutputs,
                new TreeSet<>(sink.taken().keySet()));
        check(sink.taken().values().stream().allMatch(count -> count == 1), "an output is there twice");
        if (salts == 0) {
            same("outputs", new TreeSet<>(outputs), store.durableOutputs);
        }
    }

    private void checkLedger() {
        Map<Integer, Ledger.Line> lines = new TreeMap<>();
        Ledgers.of(new HashMap<>(store.memory.progress()), Map.of())
                .partitions()
                .forEach(line -> lines.put(line.partition(), line));
        long deadLetters = 0;
        for (TestLog log : logs) {
            long start = starts.get(log.partition);
            if (start < log.end()) {
                Ledger.Line line = Objects.requireNonNull(lines.get(log.partition));
                check(line.settled() && line.balanced() && line.from() == log.end(), "ledger " + line);
                check(line.applied() == log.items(start, true), "applied " + line);
                check(line.deadLettered() == log.items(start, false), "dead letters " + line);
                deadLetters += line.deadLettered();
            }
        }
        check(countedDeadLetters < 0 || countedDeadLetters == deadLetters, "dead letters " + countedDeadLetters);
    }

    private static void same(String what, Object expected, Object found) {
        check(expected.equals(found), what + ": expected " + expected + ", found " + found);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new SimulationFailure(what);
        }
    }
}
