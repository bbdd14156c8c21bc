// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Run;
import io.foursigma.spouts.RunsOfALog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one partition as {@code KafkaSpout} does over the runs of this project: it knows a run by its first offset, hands
 * a failed one out again by seeking to it, skips what it has handed out already, and commits what is acked without a
 * hole. The log grows while it reads.
 */
final class SimulatedSpout {

    private static final int MAX_PENDING = 8;

    private final TestLog log;
    private final SplittableRandom random;
    private final Breach breach;
    private final boolean fromLatest;
    private final TreeMap<Long, Emission> pending = new TreeMap<>();
    private final TreeSet<Long> failed = new TreeSet<>();
    private final TreeSet<Long> acked = new TreeSet<>();
    private final long firstStart;
    private RunsOfALog runs;
    private long visible;
    private long committed;
    private boolean hasCommit;
    private int copies;

    SimulatedSpout(TestLog log, SplittableRandom random, Breach breach) {
        this.log = log;
        this.random = random;
        this.breach = breach;
        fromLatest = random.nextInt(3) == 0;
        visible = random.nextInt(20);
        runs = begin();
        firstStart = committed;
    }

    /** A new session goes on from the commit, or begins where the group has none. */
    private RunsOfALog begin() {
        if (!hasCommit) {
            committed = fromLatest ? visible : 0;
            hasCommit = breach != Breach.R4_START_IS_NOT_COMMITTED;
        }
        return runsFrom(committed);
    }

    private RunsOfALog runsFrom(long offset) {
        return new RunsOfALog(TestLog.TOPIC, log.partition, 1 + random.nextInt(7), offset, log::holdsRecord);
    }

    /** What a poll hands out. */
    List<Emission> poll() {
        visible = Math.min(log.end(), visible + random.nextInt(8));
        if (!failed.isEmpty()) {
            seek(failed.first());
        } else if (pending.size() >= MAX_PENDING) {
            return List.of();
        }
        List<Emission> emissions = new ArrayList<>();
        for (Run run : runs.poll(1 + random.nextInt(9), visible)) {
            long first = run.first();
            if (failed.remove(first) || (!pending.containsKey(first) && !acked.contains(first))) {
                emissions.add(emission(run));
            }
        }
        return emissions;
    }

    private void seek(long first) {
        if (breach == Breach.R1_RUNS_ARE_CUT_ANEW) {
            runs = runsFrom(first);
        } else {
            runs.seek(first);
        }
    }

    private Emission emission(Run run) {
        long told = breach == Breach.R5_COPIES_CARRY_NO_COMMITTED_OFFSET ? 0 : run.committed();
        Emission emission = new Emission(log.partition, begin(run), run.end(), told, ++copies);
        pending.put(run.first(), emission);
        return emission;
    }

    private long begin(Run run) {
        boolean gapIsOutside =
                breach == Breach.R2_GAPS_BELONG_TO_NO_RUN && !run.records().isEmpty();
        return gapIsOutside ? run.records().get(0).offset() : run.first();
    }

    /** All that hangs on a copy is done with; of an older copy it means nothing. */
    void acked(Emission copy) {
        Long first = current(copy);
        if (first == null) {
            return;
        }
        acked.add(first);
        while (!pending.isEmpty() && acked.contains(pending.firstKey())) {
            Map.Entry<Long, Emission> done = Objects.requireNonNull(pending.pollFirstEntry());
            acked.remove(done.getKey());
            committed = commit(done.getKey(), done.getValue());
            hasCommit = true;
        }
    }

    private long commit(long first, Emission run) {
        return switch (breach) {
            case R1_RUNS_ARE_CUT_ANEW -> run.end;
            case R3_COMMIT_IS_TAKEN_LITERALLY -> first + 1;
            default -> runs.commit(first + 1);
        };
    }

    void failed(Emission copy) {
        Long first = current(copy);
        if (first != null) {
            failed.add(first);
        }
    }

    private @Nullable Long current(Emission copy) {
        for (Map.Entry<Long, Emission> entry : pending.entrySet()) {
            if (entry.getValue().equals(copy)) {
                boolean open = !acked.contains(entry.getKey()) && !failed.contains(entry.getKey());
                return open ? entry.getKey() : null;
            }
        }
        return null;
    }

    /** All that is under way counts as failed, although its copies may still arrive. */
    void timeOut() {
        pending.keySet().stream().filter(first -> !acked.contains(first)).forEach(failed::add);
    }

    /** Another process takes over; sometimes a former one has put the group's offset back. */
    void restart(long earlierCommit) {
        pending.clear();
        failed.clear();
        acked.clear();
        committed = Math.min(committed, earlierCommit);
        runs = begin();
    }

    boolean finished() {
        return committed == log.end();
    }

    long committed() {
        return committed;
    }

    /** Where reading began. */
    long firstStart() {
        return firstStart;
    }

    /** One copy of a run. */
    record Emission(int partition, long first, long end, long committed, int copy) {}
}
