// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.bolts.order.SimulatedSpout.Emission;
import io.foursigma.stores.Buckets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One random history, a function of its seed: the spout's runs, a network, the tasks of a stateful bolt, the store, a
 * sink. Tuples are lost, delayed, reordered and time out; tasks are killed or go on as zombies; all is started anew with
 * another number of tasks; the store and the sink fail. After some time the faults end, and all has to come to its end.
 */
final class Simulation {

    private static final int PARTITIONS = 2;
    private static final int FAULTY_STEPS = 500;
    private static final int MAX_STEPS = 12_000;
    static final int MAX_PARKED = 5;
    static final long MAX_PARKED_BYTES = 6_000;
    static final Buckets BUCKETS = new Buckets(5);

    private final SplittableRandom random;
    private final Breach breach;
    private final boolean stored;
    private final boolean saltChanges;
    private final List<TestLog> logs = new ArrayList<>();
    private final List<SimulatedSpout> spouts = new ArrayList<>();
    private final List<Long> earlierCommits = new ArrayList<>();
    private final SimulatedStore store;
    private final SimulatedSink sink;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> zombies = new ArrayList<>();
    private final List<Runnable> network = new ArrayList<>();
    private final Map<Emission, Tree> trees = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final RecordingWatch watch = new RecordingWatch();
    private final SimulationTimes times;
    private boolean faulty = true;
    private boolean cutOff;
    private int salt;
    private int owners;
    private long now;
    private long decodedDeadLetters;

    Simulation(long seed, Breach breach) {
        random = new SplittableRandom(seed);
        this.breach = breach;
        stored = random.nextBoolean();
        saltChanges = random.nextInt(3) == 0;
        times = SimulationTimes.random(random);
        store = new SimulatedStore(random, breach);
        sink = new SimulatedSink(breach);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            logs.add(TestLog.withGaps(partition, 40 + random.nextInt(40), random));
            spouts.add(new SimulatedSpout(logs.get(partition), random, breach));
            earlierCommits.add(spouts.get(partition).committed());
        }
        startTasks();
    }

    /** Lets it happen: first with faults, then without, until all is committed. */
    void run() {
        for (int step = 0; step < MAX_STEPS; step++) {
            faulty = step < FAULTY_STEPS;
            store.faulty = faulty;
            step();
            if (!faulty && spouts.stream().allMatch(SimulatedSpout::finished)) {
                return;
            }
        }
        throw new SimulationFailure("no end, committed "
                + spouts.stream().map(SimulatedSpout::committed).toList());
    }

    private void step() {
        now += 1 + random.nextInt(20);
        SimulatedSpout spout = spouts.get(random.nextInt(PARTITIONS));
        switch (random.nextInt(8)) {
            case 0, 1 -> spout.poll().forEach(this::emit);
            case 2, 3, 4 -> deliver();
            case 5 -> store.work();
            case 6 -> {
                members.forEach(member -> member.task.pulse(now));
                zombies.forEach(member -> member.task.pulse(now));
            }
            default -> {
                if (random.nextInt(faulty ? 6 : 40) == 0) {
                    spout.timeOut();
                }
                if (faulty) {
                    killSomething();
                }
            }
        }
    }

    private void killSomething() {
        if (random.nextInt(8) == 0) {
            cutOff = !cutOff;
        }
        if (random.nextInt(12) == 0) {
            int killed = random.nextInt(members.size());
            retire(members.get(killed));
            members.set(killed, new Member(killed, members.size()));
        }
        if (random.nextInt(25) == 0) {
            restartSpout(random.nextInt(PARTITIONS));
        }
        if (random.nextInt(40) == 0) {
            members.forEach(this::retire);
            salt += saltChanges ? 1 : 0;
            startTasks();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                restartSpout(partition);
            }
        }
    }

    private void restartSpout(int partition) {
        SimulatedSpout spout = spouts.get(partition);
        long earlier = earlierCommits.get(partition);
        earlierCommits.set(partition, spout.committed());
        spout.restart(random.nextInt(4) == 0 ? earlier : spout.committed());
    }

    private void retire(Member member) {
        if (random.nextBoolean()) {
            zombies.add(member);
        }
        if (zombies.size() > 4) {
            zombies.remove(0);
        }
    }

    private void startTasks() {
        int tasks = 1 + random.nextInt(3);
        members.clear();
        for (int task = 0; task < tasks; task++) {
            members.add(new Member(task, tasks));
        }
    }

    private void emit(Emission run) {
        int tasks = members.size();
        Tree tree = new Tree(run);
        trees.put(run, tree);
        Share[] shares = logs.get(run.partition()).shares(BUCKETS, tasks, run.first(), run.end(), run.committed());
        for (int task = 0; task < tasks; task++) {
            Share share = shares[task];
            decodedDeadLetters += share.deadLetterOffsets().length;
            if (breach == Breach.R6_EMPTY_SHARES_ARE_NOT_SENT
                    && share.readings().size() == 0) {
                continue;
            }
            Ticket ticket = new Ticket(tree, task);
            tree.open.add(ticket);
            Member member = receiver(task, tasks);
            network.add(() -> member.task.offer(ticket, share, now));
        }
        tree.closeIfDone();
    }

    /** The task that a share is sent to: sometimes, and at some times always, a zombie of it that still can be reached. */
    private Member receiver(int task, int tasks) {
        if (faulty && (cutOff || random.nextInt(10) == 0)) {
            for (Member zombie : zombies) {
                if (zombie.index == task && zombie.tasks == tasks) {
                    return zombie;
                }
            }
        }
        return members.get(task);
    }

    private void deliver() {
        if (!network.isEmpty()) {
            for (int left = (network.size() + 7) / 8; left > 0; left--) {
                Runnable delivery = network.remove(random.nextInt(Math.min(network.size(), faulty ? 6 : 1)));
                if (!faulty || random.nextInt(25) != 0) {
                    delivery.run();
                }
            }
        }
    }

    /** Sends what a share has brought about to the sink; the copy is not done with before the sink has it. */
    private void send(Ticket anchor, List<String> outputs) {
        if (outputs.isEmpty()) {
            return;
        }
        Ticket ticket = new Ticket(anchor.tree, -1 - anchor.tree.sent++);
        anchor.tree.open.add(ticket);
        network.add(() -> {
            if (faulty && random.nextInt(8) == 0) {
                spouts.get(anchor.tree.run.partition()).failed(anchor.tree.run);
            } else {
                sink.take(outputs);
                if (!faulty || random.nextInt(12) != 0) {
                    anchor.tree.done(ticket);
                }
            }
        });
    }

    SimulationResult result() {
        return new SimulationResult(
                logs,
                spouts.stream().map(SimulatedSpout::firstStart).toList(),
                store,
                sink,
                seen,
                watch,
                stored,
                salt,
                breach == Breach.R21_DEAD_LETTERS_COUNTED_BY_DECODE ? decodedDeadLetters : -1);
    }

    /** What hangs on one copy of a run. */
    private final class Tree {
        private final Emission run;
        private final Set<Ticket> open = new HashSet<>();
        private int sent;

        Tree(Emission run) {
            this.run = run;
        }

        void done(Ticket ticket) {
            open.remove(ticket);
            closeIfDone();
        }

        void closeIfDone() {
            if (open.isEmpty()) {
                spouts.get(run.partition()).acked(run);
            }
        }
    }

    private record Ticket(Tree tree, int number) {}

    /** A task in a process. */
    private final class Member implements Outlet<Ticket, String> {
        private final int index;
        private final int tasks;
        private final BucketTask<ChainLogic.Live, ChainLogic.Row, String, Ticket> task;
        private final Set<Ticket> left = new HashSet<>();

        Member(int index, int tasks) {
            this.index = index;
            this.tasks = tasks;
            BucketTaskConfig config = times.config(index, tasks, "owner-" + ++owners, breach.rules());
            ChainLogic logic = stored ? ChainLogic.stored(salt) : ChainLogic.fromState(seen::add);
            task = new BucketTask<>(config, store, logic, this, watch);
        }

        @Override
        public void durable(List<Done<Ticket, String>> done) {
            for (Done<Ticket, String> one : done) {
                leave(one.ticket());
                send(one.ticket(), one.outputs());
                one.ticket().tree.done(one.ticket());
            }
        }

        @Override
        public void failed(Ticket ticket) {
            leave(ticket);
            spouts.get(ticket.tree.run.partition()).failed(ticket.tree.run);
        }

        private void leave(Ticket ticket) {
            if (!left.add(ticket)) {
                throw new SimulationFailure("left twice: " + ticket.tree.run);
            }
        }
    }
}
