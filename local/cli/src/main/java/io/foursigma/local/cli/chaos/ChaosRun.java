// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static io.foursigma.schemas.settings.SettingsTable.BASELINE_MIN_COUNT;
import static io.foursigma.schemas.settings.SettingsTable.SIGMAS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_ALLOWED_LATENESS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_LENGTH;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Machine;
import io.foursigma.local.cli.Steps;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run: readings and faults, then the same topic without faults, then the comparison. */
final class ChaosRun {

    private static final Duration DONE_WITHIN = Duration.ofMinutes(10);
    private static final Duration STORES_BACK_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 500;

    private final ChaosPlan plan;
    private final ChaosSystem system;
    private final Steps steps;
    private final Clock clock;

    ChaosRun(ChaosPlan plan, ChaosSystem system, Steps steps, Clock clock) {
        this.plan = plan;
        this.system = system;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * Runs.
     *
     * @throws CliException if the run cannot go on, so that there is nothing to compare
     */
    ChaosReport run() throws IOException, InterruptedException {
        system.submitTroubled();
        steps.line("The topology is submitted");
        Instant start = clock.instant();
        LoadReadings readings = new LoadReadings(plan.seed(), plan.sensors(), plan.perSecond(), start.toEpochMilli());
        try (Load load = Load.start(system.troubled(), readings, plan.readings());
                FlowGauge gauge = new FlowGauge(system.troubled());
                MemoryWatch memory = MemoryWatch.start(system::workers)) {
            StepRun faults = new StepRun(new Havoc(system), gauge, memory, load, clock);
            boolean flows = strikeAll(faults);
            load.finish();
            steps.line("%,d records are published; waiting until all are done with".formatted(load.published()));
            Map<Integer, Long> ends = awaitDone(gauge);
            faults.noteReplays(gauge.look().orElseThrow(() -> lost("Cassandra or Kafka does not answer at the end")));
            List<Check> checks = new ArrayList<>(new FaultChecks(faults.outcomes())
                    .all(
                            flows,
                            memory.maxBytes(),
                            WorkerLogs.ofExhausted(system.cluster().workerLogs())));
            system.endTroubled();
            checks.addAll(compare(gauge.topicId(), ends));
            return new ChaosReport(
                    plan,
                    Machine.words(),
                    ChaosSystem.common(),
                    start,
                    Duration.between(start, clock.instant()),
                    load.published(),
                    faults.outcomes(),
                    checks,
                    memory.maxBytes());
        }
    }

    private boolean strikeAll(StepRun faults) throws IOException, InterruptedException {
        List<Step> all = new ArrayList<>();
        plan.outages().forEach(outage -> all.add(new Step(Duration.ZERO, outage, null, Duration.ZERO)));
        if (plan.kills() > 0) {
            all.addAll(Schedule.of(plan.seed(), plan.kills()));
        }
        for (Step step : all) {
            int before = faults.outcomes().size();
            boolean flows = faults.run(step);
            List<FaultOutcome> outcomes = faults.outcomes();
            outcomes.subList(before, outcomes.size()).forEach(outcome -> steps.line(told(outcome)));
            if (!flows) {
                return false;
            }
        }
        return true;
    }

    private static String told(FaultOutcome outcome) {
        Duration recovery = outcome.recovery();
        return "%s: %s, %d under way, %s"
                .formatted(
                        outcome.fault().kind(),
                        outcome.fault().target(),
                        outcome.inFlight(),
                        recovery == null
                                ? "NOT recovered"
                                : "recovered after %.1f s".formatted(recovery.toMillis() / 1e3));
    }

    /** Waits until everything that was published is done with, and returns the ends. */
    private Map<Integer, Long> awaitDone(FlowGauge gauge) throws InterruptedException {
        long end = System.nanoTime() + DONE_WITHIN.toNanos();
        while (System.nanoTime() - end < 0) {
            Map<Integer, Long> ends = gauge.look().map(Flow::ends).orElse(Map.of());
            if (!ends.isEmpty() && gauge.reached(ends)) {
                return ends;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw lost("What was published was not done with after " + DONE_WITHIN.toMinutes() + " min: readings are lost,"
                + " or stuck; 'foursigma cluster status' tells, and the workers' logs");
    }

    private CliException lost(String what) {
        return new CliException(
                CliException.FAILED,
                what + " (seed " + plan.seed() + "; the logs are in "
                        + system.cluster().folder() + ")");
    }

    private List<Check> compare(String topicId, Map<Integer, Long> ends) throws IOException, InterruptedException {
        RunResult run = read(system.troubled());
        steps.line("Reading the same topic without faults");
        system.submitCalm();
        try (FlowGauge gauge = new FlowGauge(system.calm())) {
            awaitDone(gauge);
        }
        RunResult calm = read(system.calm());
        Settings settings = system.troubled();
        Truth truth = new Truth(new Oracle(
                settings.get(WINDOW_LENGTH).toMillis(),
                settings.get(WINDOW_ALLOWED_LATENESS).toMillis(),
                settings.get(SIGMAS),
                settings.get(BASELINE_MIN_COUNT)));
        TopicItems.forEach(settings, topicId, ends, truth::read);
        List<Check> checks = new ArrayList<>(new OracleChecks(truth, run).all());
        checks.addAll(new TwinChecks(run, calm).all());
        return checks;
    }

    /** The last fault may have left a store that is still on its way up. */
    private static RunResult read(Settings settings) throws InterruptedException {
        long end = System.nanoTime() + STORES_BACK_WITHIN.toNanos();
        while (true) {
            try {
                return RunResult.read(settings);
            } catch (StoreException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }
}
