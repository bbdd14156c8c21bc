// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.memory.InMemoryBucketStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One random history, a function of its seed: the spout, the network, the tasks and the store of a small topology. */
final class RandomSchedule {

    private static final int PARTITIONS = 2;
    private static final int TASKS = 2;
    private static final int FAULTY_STEPS = 600;
    private static final int MAX_STEPS = 20_000;
    private static final Buckets BUCKETS = new Buckets(5);

    private final SplittableRandom random;
    private final boolean restarts;
    private final long seed;
    private final List<TestLog> logs = new ArrayList<>();
    private final InMemoryBucketStore<ChainLogic.Row> memory = new InMemoryBucketStore<>();
    private final List<RandomSpout> spouts = new ArrayList<>();
    private final List<BucketTask<ChainLogic.Live, ChainLogic.Row, String, Ticket>> tasks = new ArrayList<>();
    private final List<BucketTask<ChainLogic.Live, ChainLogic.Row, String, Ticket>> twins = new ArrayList<>();
    private final List<Delivery> network = new ArrayList<>();
    private final List<Runnable> storeWork = new ArrayList<>();
    private final Set<String> outputs = new HashSet<>();
    private final RecordingWatch watch = new RecordingWatch();
    private boolean faulty = true;
    private long now;
    private int owners;

    RandomSchedule(long seed, boolean restarts) {
        this.seed = seed;
        this.restarts = restarts;
        random = new SplittableRandom(seed);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            logs.add(TestLog.random(partition, 60 + random.nextInt(60), random));
            spouts.add(new RandomSpout(logs.get(partition), random));
        }
        for (int task = 0; task < TASKS; task++) {
            tasks.add(started(task));
            twins.add(tasks.get(task));
        }
    }

    List<TestLog> logs() {
        return logs;
    }

    InMemoryBucketStore<ChainLogic.Row> memory() {
        return memory;
    }

    Set<String> outputs() {
        return outputs;
    }

    /** What all tasks together have told. */
    RecordingWatch watch() {
        return watch;
    }

    /** Lets it happen: first with faults, then without, until all is committed. */
    void run() {
        for (int step = 0; step < MAX_STEPS; step++) {
            faulty = step < FAULTY_STEPS;
            step();
            if (!faulty && spouts.stream().allMatch(RandomSpout::finished)) {
                return;
            }
        }
        throw new AssertionError("seed " + seed + ": no end after " + MAX_STEPS + " steps, committed "
                + spouts.stream()
                        .map(spout -> String.valueOf(spout.committed()))
                        .toList());
    }

    private void step() {
        now += 1 + random.nextInt(20);
        RandomSpout spout = spouts.get(random.nextInt(PARTITIONS));
        switch (random.nextInt(8)) {
            case 0, 1 -> spout.next().ifPresent(this::emit);
            case 2, 3, 4 -> deliver();
            case 5 -> {
                if (!storeWork.isEmpty()) {
                    storeWork.remove(random.nextInt(storeWork.size())).run();
                }
            }
            case 6 -> {
                for (int task = 0; task < TASKS; task++) {
                    tasks.get(task).pulse(now);
                    twins.get(task).pulse(now);
                }
            }
            default -> {
                if (random.nextInt(faulty ? 6 : 40) == 0) {
                    spout.timeOut();
                }
                if (faulty && restarts) {
                    restartSomething(spout);
                }
            }
        }
    }

    private void restartSomething(RandomSpout spout) {
        if (random.nextInt(12) == 0) {
            int task = random.nextInt(TASKS);
            twins.set(task, random.nextBoolean() ? tasks.get(task) : twins.get(task));
            tasks.set(task, started(task));
        }
        if (random.nextInt(20) == 0) {
            spout.restart();
        }
    }

    private void emit(RandomSpout.Emitted run) {
        Share[] shares = logs.get(run.partition()).shares(BUCKETS, TASKS, run.first(), run.end(), run.committed());
        for (int task = 0; task < TASKS; task++) {
            network.add(new Delivery(task, new Ticket(run, task), shares[task]));
        }
    }

    private void deliver() {
        if (network.isEmpty()) {
            return;
        }
        int nearly = Math.min(network.size(), faulty ? 6 : 1);
        Delivery delivery = network.remove(random.nextInt(nearly));
        if (faulty && random.nextInt(25) == 0) {
            return;
        }
        boolean toTwin = faulty && restarts && random.nextInt(10) == 0;
        try {
            (toTwin ? twins : tasks).get(delivery.task).offer(delivery.ticket, delivery.share, now);
        } catch (IllegalStateException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private BucketTask<ChainLogic.Live, ChainLogic.Row, String, Ticket> started(int task) {
        BucketTaskConfig config = new BucketTaskConfig(
                BUCKETS, BucketTaskConfig.ownedBy(task, TASKS, BUCKETS), "owner-" + ++owners, 30, 6, 4, 8, 25);
        return new BucketTask<>(config, new Store(), new ChainLogic(), new Leaving(task), watch);
    }

    /** One copy of a run on its way to one task. */
    private record Ticket(RandomSpout.Emitted run, int task) {}

    private record Delivery(int task, Ticket ticket, Share share) {}

    /** Tells the spout; demands that what is acked is durable in every bucket of the task. */
    private final class Leaving implements Outlet<Ticket, String> {
        private final int task;
        private final Set<Ticket> left = new HashSet<>();

        Leaving(int task) {
            this.task = task;
        }

        @Override
        public void durable(List<Done<Ticket, String>> done) {
            for (Done<Ticket, String> one : done) {
                leave(one.ticket());
                for (int bucket : BucketTaskConfig.ownedBy(task, TASKS, BUCKETS)) {
                    long next = memory.progress()
                            .getOrDefault(bucket, Map.of())
                            .getOrDefault(one.share().partition(), Progress.at(0))
                            .next();
                    if (next < one.share().end()) {
                        throw new AssertionError("seed " + seed + ": acked before durable: " + one.share());
                    }
                }
                outputs.addAll(one.outputs());
                spouts.get(one.share().partition()).acked(one.ticket().run, task, TASKS);
            }
        }

        @Override
        public void failed(Ticket ticket) {
            leave(ticket);
            spouts.get(ticket.run.partition()).failed(ticket.run);
        }

        private void leave(Ticket ticket) {
            if (!left.add(ticket)) {
                throw new AssertionError("seed " + seed + ": left twice: " + ticket);
            }
        }
    }

    /** The store as one task sees it: flushes are lost, unanswered or late. */
    private final class Store implements BucketStore<ChainLogic.Row> {

        @Override
        public Claim<ChainLogic.Row> claim(int bucket, String owner) {
            if (faulty && random.nextInt(10) == 0) {
                if (random.nextBoolean()) {
                    memory.claim(bucket, owner);
                }
                throw new StoreException("away");
            }
            return memory.claim(bucket, owner);
        }

        @Override
        public CompletionStage<FlushOutcome> flush(Flush<ChainLogic.Row> flush) {
            int fault = faulty ? random.nextInt(10) : 9;
            CompletableFuture<FlushOutcome> answer = new CompletableFuture<>();
            switch (fault) {
                case 0 -> answer.completeExceptionally(new StoreException("lost on the way"));
                case 1 -> {
                    memory.flush(flush);
                    answer.completeExceptionally(new StoreException("applied but unanswered"));
                }
                case 2 -> {
                    storeWork.add(() -> memory.flush(flush));
                    answer.completeExceptionally(new StoreException("timed out, applied later"));
                }
                case 3, 4, 5 -> storeWork.add(() -> complete(flush, answer));
                default -> complete(flush, answer);
            }
            return answer;
        }

        private void complete(Flush<ChainLogic.Row> flush, CompletableFuture<FlushOutcome> answer) {
            answer.complete(memory.flush(flush).toCompletableFuture().join());
        }

        @Override
        public void close() {}
    }
}
