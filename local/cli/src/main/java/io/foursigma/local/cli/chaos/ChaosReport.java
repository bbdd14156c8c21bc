// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run was and what came of it.
 *
 * @param plan what it was asked for
 * @param machine what it ran on, in words
 * @param settings the topology's settings that differ from the defaults, without addresses
 * @param start when the first reading was published
 * @param took from then to the last check
 * @param published records that were published
 * @param faults in the order in which they struck
 * @param checks everything that was compared
 * @param workerBytes the most memory that a worker had
 */
record ChaosReport(
        ChaosPlan plan,
        String machine,
        Map<String, String> settings,
        Instant start,
        Duration took,
        long published,
        List<FaultOutcome> faults,
        List<Check> checks,
        long workerBytes) {

    ChaosReport {
        settings = new TreeMap<>(settings);
        faults = List.copyOf(faults);
        checks = List.copyOf(checks);
    }

    boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** The name of its files, without an ending. */
    String name() {
        return "seed-" + plan.seed() + "-kills-" + plan.kills();
    }

    /** Items that came again after they had been applied. */
    long replays() {
        return faults.stream().mapToLong(FaultOutcome::replays).sum();
    }

    /** The median time of recovery by kind and victim, for what did recover. */
    Map<String, Duration> medians() {
        Map<String, List<Duration>> byKind = faults.stream()
                .filter(outcome -> outcome.recovery() != null)
                .collect(Collectors.groupingBy(
                        outcome -> label(outcome.fault()),
                        TreeMap::new,
                        Collectors.mapping(
                                outcome -> Objects.requireNonNull(outcome.recovery()), Collectors.toList())));
        Map<String, Duration> medians = new TreeMap<>();
        byKind.forEach((kind, times) -> median(times).ifPresent(median -> medians.put(kind, median)));
        return medians;
    }

    /** How often each of {@link #medians} came. */
    long count(String label) {
        return faults.stream()
                .filter(outcome -> label(outcome.fault()).equals(label))
                .count();
    }

    private static String label(Fault fault) {
        return fault.kind() + " " + fault.target().split(",| by ", 2)[0];
    }

    /** The middle one; of an even number, the mean of the middle two. */
    static Optional<Duration> median(List<Duration> times) {
        if (times.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> sorted = times.stream().sorted().toList();
        int half = sorted.size() / 2;
        return Optional.of(
                sorted.size() % 2 == 1
                        ? sorted.get(half)
                        : sorted.get(half - 1).plus(sorted.get(half)).dividedBy(2));
    }
}
