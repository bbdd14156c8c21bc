// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.nio.file.Path;
import java.util.List;

/** What has to hold of the faults themselves: they tested something, and the system outlived them within its bounds. */
final class FaultChecks {

    private final List<FaultOutcome> outcomes;

    FaultChecks(List<FaultOutcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * All checks.
     *
     * @param flows whether readings were applied again after the last fault; a run ends with the first after which they
     *     were not
     * @param workerBytes the most memory that a worker had; 0 if that was never seen
     * @param exhausted the logs of workers that ran out of memory
     */
    List<Check> all(boolean flows, long workerBytes, List<Path> exhausted) {
        Check.Count recovered = new Check.Count("Readings were applied again after each fault");
        recovered.compare(flows, "they were not after the last one");
        Check.Count bounded = new Check.Count("Memory of every worker stayed bounded");
        bounded.compare(
                workerBytes > 0 && workerBytes <= MemoryWatch.LIMIT_BYTES,
                workerBytes + " bytes, limit " + MemoryWatch.LIMIT_BYTES);
        Check.Count sufficed = new Check.Count("No worker ran out of memory");
        sufficed.compare(exhausted.isEmpty(), exhausted);
        return List.of(recovered.done(), struck(), replayed(), replayedByWorkers(), bounded.done(), sufficed.done());
    }

    /** The second of two that overlap comes when the first may have stopped everything: a dead Kafka takes no reading. */
    private Check struck() {
        Check.Count struck = new Check.Count("Faults of workers and stores struck while readings were under way");
        outcomes.stream()
                .filter(outcome -> outcome.fault().strikesReadings() && !outcome.overlapping())
                .forEach(outcome -> struck.compare(outcome.inFlight() > 0, outcome));
        return struck.done();
    }

    private Check replayed() {
        Check.Count replayed = new Check.Count("Readings came again (replays > 0)");
        replayed.compare(
                outcomes.stream().anyMatch(outcome -> outcome.replays() > 0),
                "none came again: the faults have tested nothing");
        return replayed.done();
    }

    /**
     * A store that is back before anything times out makes no reading come again: its writes are repeated. A worker takes
     * with it what it knew of acknowledgements, so what it had applied last must come again.
     */
    private Check replayedByWorkers() {
        Check.Count replayed = new Check.Count("Readings came again after each kill or stop of a worker");
        for (int i = 0; i < outcomes.size(); i++) {
            FaultOutcome outcome = outcomes.get(i);
            if (outcome.fault().stopsWorker()) {
                long replays = outcomes.get(outcome.overlapping() ? i - 1 : i).replays();
                replayed.compare(replays > 0, outcome);
            }
        }
        return replayed.done();
    }
}
