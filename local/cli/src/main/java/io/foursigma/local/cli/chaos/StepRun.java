// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does one step after the other: strikes, and waits until readings are applied again. */
final class StepRun {

    private static final Duration FLOWS_WITHIN = Duration.ofMinutes(3);
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(1);
    private static final long BACKLOG_SECONDS = 3;
    private static final long LOOK_MILLIS = 200;

    private final Havoc havoc;
    private final FlowGauge gauge;
    private final MemoryWatch memory;
    private final Load load;
    private final Clock clock;
    private final List<Strike> strikes = new ArrayList<>();
    private @Nullable Strike stepFirst;

    StepRun(Havoc havoc, FlowGauge gauge, MemoryWatch memory, Load load, Clock clock) {
        this.havoc = havoc;
        this.gauge = gauge;
        this.memory = memory;
        this.load = load;
        this.clock = clock;
    }

    /** A fault that has struck, as far as it has come. */
    private static final class Strike {
        private final Fault fault;
        private final boolean overlapping;
        private final Instant at;
        private final long nanos = System.nanoTime();
        private final Flow before;
        private Flow struck;
        private Aftermath aftermath = Aftermath.NONE;
        private boolean over;
        private @Nullable Duration recovery;
        private long replays;
        private long workerBytes;

        Strike(Fault fault, boolean overlapping, Instant at, Flow before) {
            this.fault = fault;
            this.overlapping = overlapping;
            this.at = at;
            this.before = before;
            struck = before;
        }

        Duration since() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }

        /** Whether readings flow again and nothing is left to do. */
        boolean follow(Optional<Flow> now) throws IOException, InterruptedException {
            if (recovery == null && now.isPresent() && now.get().isBeyond(struck)) {
                recovery = Duration.ofNanos(now.get().nanos() - nanos);
            }
            over = over || aftermath.over(since(), recovery != null);
            return over && recovery != null;
        }

        FaultOutcome outcome() {
            return new FaultOutcome(fault, overlapping, at, before.inFlight(), recovery, replays, workerBytes);
        }
    }

    /**
     * Does a step.
     *
     * @return whether readings are applied again
     * @throws CliException if there was nothing to strike
     */
    boolean run(Step step) throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(step.pause().toMillis());
        Flow before = awaitUnderWay();
        noteReplays(before);
        memory.takeMax();
        List<Strike> own = new ArrayList<>();
        own.add(strike(step.first(), false, before));
        stepFirst = own.get(0);
        Fault second = step.second();
        if (second != null) {
            TimeUnit.MILLISECONDS.sleep(step.gap().toMillis());
            own.add(strike(second, true, gauge.look().orElse(before)));
        }
        boolean flows = awaitFlow(own);
        long bytes = memory.takeMax();
        own.forEach(strike -> strike.workerBytes = bytes);
        return flows;
    }

    private Strike strike(Fault fault, boolean overlapping, Flow before) throws IOException, InterruptedException {
        Strike strike = new Strike(fault, overlapping, clock.instant(), before);
        strikes.add(strike);
        strike.aftermath = havoc.strike(fault);
        // Some time has gone by since the look before; it must not pass for recovery.
        strike.struck = gauge.look().orElse(before);
        return strike;
    }

    /**
     * Waits for a moment in which readings are being applied and some are under way; for a while also until no backlog is
     * left from the step before, so that recovery tells of one step alone.
     */
    private Flow awaitUnderWay() throws InterruptedException {
        long start = System.nanoTime();
        long lastRead = Long.MAX_VALUE;
        while (System.nanoTime() - start < FLOWS_WITHIN.toNanos()) {
            load.requireAlive();
            Optional<Flow> look = gauge.look();
            if (look.isPresent()) {
                Flow now = look.get();
                boolean flows = now.inFlight() > 0 && now.ledger().read() > lastRead;
                boolean caughtUp = now.inFlight() <= load.perSecond() * BACKLOG_SECONDS;
                if (flows && (caughtUp || System.nanoTime() - start > CAUGHT_UP_WITHIN.toNanos())) {
                    return now;
                }
                lastRead = now.ledger().read();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new CliException(
                CliException.FAILED,
                "No reading was applied for " + FLOWS_WITHIN.toSeconds()
                        + " s, so no fault could strike: see the logs of the workers");
    }

    private boolean awaitFlow(List<Strike> own) throws IOException, InterruptedException {
        long end = System.nanoTime() + FLOWS_WITHIN.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<Flow> now = gauge.look();
            boolean all = true;
            for (Strike strike : own) {
                all &= strike.follow(now);
            }
            if (all) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        for (Strike strike : own) {
            mend(strike);
        }
        return false;
    }

    /** Lets go of what a fault still holds, so that what follows finds no process stopped and no connection broken. */
    private static void mend(Strike strike) throws IOException, InterruptedException {
        Duration late = FLOWS_WITHIN;
        while (!strike.over) {
            strike.over = strike.aftermath.over(late, true);
            late = late.plus(FLOWS_WITHIN);
        }
    }

    /** What came again since the last step began was that step's doing. */
    void noteReplays(Flow now) {
        Strike first = stepFirst;
        if (first != null) {
            first.replays = now.ledger().replayed() - first.before.ledger().replayed();
        }
    }

    /** What came of the faults. */
    List<FaultOutcome> outcomes() {
        return strikes.stream().map(Strike::outcome).toList();
    }
}
