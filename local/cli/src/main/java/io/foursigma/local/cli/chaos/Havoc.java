// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Brings faults about. */
final class Havoc {

    /** For how long a zombie is left to do what it can before its supervisor may end it. */
    private static final Duration ZOMBIE_LIFE = Duration.ofSeconds(4);

    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;
    private static final int REBALANCE_WAIT_SECONDS = 1;

    private final ChaosSystem system;

    Havoc(ChaosSystem system) {
        this.system = system;
    }

    /**
     * Strikes.
     *
     * @return what is still to be done about it
     * @throws CliException if its victim is not there within two minutes
     */
    Aftermath strike(Fault fault) throws IOException, InterruptedException {
        if (fault instanceof Fault.Kill kill) {
            processes(kill.victim(), kill.pick()).forEach(ProcessHandle::destroyForcibly);
            return Aftermath.NONE;
        }
        if (fault instanceof Fault.Freeze freeze) {
            return freeze(processes(freeze.victim(), freeze.pick()), freeze.time());
        }
        if (fault instanceof Fault.Zombie zombie) {
            return zombie(zombie.pick());
        }
        if (fault instanceof Fault.Outage outage) {
            system.cluster().child(outage.victim().title()).endFor(outage.time());
            return Aftermath.after(outage.time(), () -> {});
        }
        if (fault instanceof Fault.Rebalance rebalance) {
            system.awaitNimbus();
            system.cluster().rebalance(ChaosSystem.TROUBLED, rebalance.workers(), REBALANCE_WAIT_SECONDS);
            return Aftermath.NONE;
        }
        if (fault instanceof Fault.Restart restart) {
            system.awaitNimbus();
            system.restart(restart.statefulTasks());
            return Aftermath.NONE;
        }
        return disturb(fault);
    }

    private Aftermath disturb(Fault fault) {
        if (fault instanceof Fault.Slow slow) {
            TcpProxy proxy = system.proxy(slow.link());
            proxy.slow(slow.delay());
            return Aftermath.after(slow.time(), proxy::pass);
        }
        if (fault instanceof Fault.Cut cut) {
            system.proxy(cut.link()).cut();
            return Aftermath.NONE;
        }
        if (fault instanceof Fault.Refuse refuse) {
            TcpProxy proxy = system.proxy(refuse.link());
            proxy.refuse();
            return Aftermath.after(refuse.time(), proxy::pass);
        }
        if (fault instanceof Fault.Silence silence) {
            TcpProxy proxy = system.proxy(silence.link());
            proxy.silence();
            return Aftermath.after(silence.time(), proxy::pass);
        }
        throw new IllegalStateException("nobody knows how to bring about " + fault);
    }

    private static Aftermath freeze(List<ProcessHandle> processes, Duration time)
            throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            Signals.stop(process);
        }
        return Aftermath.after(time, () -> resume(processes));
    }

    private static void resume(List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            Signals.resume(process);
        }
    }

    /** The supervisor is stopped first, or it would end the worker that does not answer any more. */
    private Aftermath zombie(int pick) throws IOException, InterruptedException {
        List<Integer> supervisors = supervisorsWithWorkers();
        int number = supervisors.get(pick % supervisors.size());
        List<ProcessHandle> supervisor = named("Supervisor " + (number + 1));
        List<ProcessHandle> workers = system.cluster().workers(number);
        for (ProcessHandle process : concat(supervisor, workers)) {
            Signals.stop(process);
        }
        return new Aftermath() {
            private Duration walks = Duration.ZERO;

            @Override
            public boolean over(Duration since, boolean flows) throws IOException, InterruptedException {
                if (walks.isZero() && flows) {
                    resume(workers);
                    walks = since;
                }
                boolean over = !walks.isZero() && since.minus(walks).compareTo(ZOMBIE_LIFE) >= 0;
                if (over) {
                    resume(supervisor);
                }
                return over;
            }
        };
    }

    private static List<ProcessHandle> concat(List<ProcessHandle> one, List<ProcessHandle> other) {
        List<ProcessHandle> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** Everything that is one victim: Redis stands below the script that started it. */
    private List<ProcessHandle> processes(Victim victim, int pick) throws InterruptedException {
        return switch (victim) {
            case WORKER -> {
                List<ProcessHandle> workers = awaitSome("worker", system::workers);
                yield List.of(workers.get(pick % workers.size()));
            }
            case SUPERVISOR -> named("Supervisor " + (1 + pick % ChaosSystem.SUPERVISORS));
            case REDIS -> {
                ProcessHandle script = named(victim.title()).get(0);
                yield concat(script.descendants().toList(), List.of(script));
            }
            default -> named(victim.title());
        };
    }

    private List<ProcessHandle> named(String name) throws InterruptedException {
        return awaitSome(
                name,
                () -> ProcessHandle.of(system.cluster().child(name).snapshot().pid())
                        .filter(ProcessHandle::isAlive)
                        .map(List::of)
                        .orElse(List.of()));
    }

    private List<Integer> supervisorsWithWorkers() throws InterruptedException {
        return awaitSome("worker", () -> {
            List<Integer> busy = new ArrayList<>();
            for (int i = 0; i < ChaosSystem.SUPERVISORS; i++) {
                if (!system.cluster().workers(i).isEmpty()) {
                    busy.add(i);
                }
            }
            return busy;
        });
    }

    private static <T> List<T> awaitSome(String what, Supplier<List<T>> look) throws InterruptedException {
        long end = System.nanoTime() + BACK_WITHIN.toNanos();
        while (System.nanoTime() - end < 0) {
            List<T> found = look.get();
            if (!found.isEmpty()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new CliException(
                CliException.FAILED,
                "There was no " + what + " to strike for " + BACK_WITHIN.toSeconds() + " s: see the logs");
    }
}
