// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Hands out one partition's log in runs, and again what has failed or timed out. Within a session the runs keep their
 * borders; it commits what is acked without a gap, and goes on from there after a restart.
 */
final class RandomSpout {

    private static final int MAX_PENDING = 6;

    private final TestLog log;
    private final SplittableRandom random;
    private final TreeMap<Long, Long> runs = new TreeMap<>();
    private final List<Long> again = new ArrayList<>();
    private final Map<Long, Emitted> underWay = new HashMap<>();
    private final Map<Long, Set<Integer>> ackedBy = new HashMap<>();
    private long sessionBegan;
    private long committed;
    private long read;
    private int copies;

    RandomSpout(TestLog log, SplittableRandom random) {
        this.log = log;
        this.random = random;
    }

    /** The next copy of a run to be sent, if there is any. */
    Optional<Emitted> next() {
        if (!again.isEmpty()) {
            return Optional.of(emitted(again.remove(random.nextInt(again.size()))));
        }
        if (read == log.end() || runs.size() >= MAX_PENDING) {
            return Optional.empty();
        }
        long first = read;
        read = Math.min(log.end(), first + 1 + random.nextInt(7));
        runs.put(first, read);
        return Optional.of(emitted(first));
    }

    private Emitted emitted(long first) {
        Emitted copy =
                new Emitted(log.partition, first, Objects.requireNonNull(runs.get(first)), sessionBegan, ++copies);
        underWay.put(first, copy);
        ackedBy.put(first, new HashSet<>());
        return copy;
    }

    /** A task has acked a copy; one that is not the last copy counts for nothing. */
    void acked(Emitted copy, int task, int tasks) {
        if (!copy.equals(underWay.get(copy.first))) {
            return;
        }
        Set<Integer> by = ackedBy.computeIfAbsent(copy.first, first -> new HashSet<>());
        by.add(task);
        if (by.size() == tasks) {
            underWay.remove(copy.first);
            while (!runs.isEmpty() && !waits(runs.firstKey())) {
                committed = Objects.requireNonNull(runs.remove(runs.firstKey()));
            }
        }
    }

    private boolean waits(long first) {
        return underWay.containsKey(first) || again.contains(first);
    }

    void failed(Emitted copy) {
        if (underWay.remove(copy.first, copy)) {
            again.add(copy.first);
        }
    }

    /** All that is under way counts as failed, although its copies may still arrive. */
    void timeOut() {
        again.addAll(underWay.keySet());
        underWay.clear();
    }

    /** A new session, with new borders. */
    void restart() {
        runs.clear();
        again.clear();
        underWay.clear();
        read = committed;
        sessionBegan = committed;
    }

    boolean finished() {
        return committed == log.end();
    }

    long committed() {
        return committed;
    }

    /** One copy of a run. */
    record Emitted(int partition, long first, long end, long committed, int copy) {}
}
