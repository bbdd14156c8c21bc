// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.StoredOutput;
import io.foursigma.stores.memory.InMemoryBucketStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The store of all tasks, behind a network: requests are lost, answered late, or done long after they were given up. */
final class SimulatedStore implements BucketStore<ChainLogic.Row> {

    private final SplittableRandom random;
    private final Breach breach;
    private final List<Runnable> underWay = new ArrayList<>();
    final InMemoryBucketStore<ChainLogic.Row> memory = new InMemoryBucketStore<>();
    /** The outputs of all flushes that have become durable. */
    final TreeSet<String> durableOutputs = new TreeSet<>();

    private final Map<Integer, Long> sequences = new HashMap<>();
    private final Map<Integer, Long> epochs = new HashMap<>();
    boolean faulty = true;

    SimulatedStore(SplittableRandom random, Breach breach) {
        this.random = random;
        this.breach = breach;
    }

    /** Some of what is under way comes to its end, in any order. */
    void work() {
        for (int left = (underWay.size() + 3) / 4; left > 0 && !underWay.isEmpty(); left--) {
            underWay.remove(random.nextInt(underWay.size())).run();
        }
    }

    @Override
    public Claim claim(int bucket, String owner) {
        Claim claim = claimed(bucket, owner);
        epochs.put(bucket, claim.epoch());
        return claim;
    }

    private Claim claimed(int bucket, String owner) {
        if (faulty && random.nextInt(10) == 0) {
            if (random.nextBoolean()) {
                memory.claim(bucket, owner);
            }
            throw new StoreException("away");
        }
        return switch (breach) {
            case R8_CLAIM_IS_READ_BEFORE_IT_IS_MADE -> claimOfStaleProgress(bucket, owner);
            case R14_CLAIM_LEAVES_OUTPUTS -> claimThatLeavesOutputs(bucket, owner);
            default -> memory.claim(bucket, owner);
        };
    }

    private Claim claimOfStaleProgress(int bucket, String owner) {
        Map<Integer, Progress> progress = memory.progress().getOrDefault(bucket, Map.of());
        long sequence = sequences.getOrDefault(bucket, 0L);
        while (!underWay.isEmpty()) {
            work();
        }
        Claim claim = memory.claim(bucket, owner);
        return new Claim(claim.epoch(), sequence, claim.topicId(), progress);
    }

    private Claim claimThatLeavesOutputs(int bucket, String owner) {
        List<StoredOutput> before = memory.storedOutputs().getOrDefault(bucket, List.of());
        Claim claim = memory.claim(bucket, owner);
        memory.storeOutputs(new Flush<>(bucket, claim.epoch(), 0, TestLog.TOPIC, Map.of(), Map.of(), before));
        return claim;
    }

    @Override
    public CompletionStage<Optional<Map<String, ChainLogic.Row>>> load(
            int bucket, long epoch, Collection<String> sensors) {
        return answer(() -> memory.load(bucket, verified(bucket, epoch), sensors));
    }

    private long verified(int bucket, long epoch) {
        return breach == Breach.R7_LOADED_ROWS_ARE_NOT_VERIFIED ? epochs.getOrDefault(bucket, epoch) : epoch;
    }

    @Override
    public CompletionStage<List<SensorRow<ChainLogic.Row>>> page(int bucket, String after, int most) {
        return answer(() -> memory.page(bucket, after, most));
    }

    @Override
    public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
        return answer(() -> memory.outputs(bucket, partition, from, to));
    }

    @Override
    public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
        return answer(() -> memory.forget(bucket, epoch, partition, below));
    }

    /** A read, or a write that may be done twice: done now or later, or given up. */
    private <V> CompletionStage<V> answer(Supplier<CompletionStage<V>> request) {
        if (faulty && random.nextInt(8) == 0) {
            return CompletableFuture.failedStage(new StoreException("no answer"));
        }
        if (random.nextBoolean()) {
            return request.get();
        }
        CompletableFuture<V> later = new CompletableFuture<>();
        underWay.add(() -> later.complete(request.get().toCompletableFuture().join()));
        return later;
    }

    @Override
    public CompletionStage<FlushOutcome> flush(Flush<ChainLogic.Row> flush) {
        CompletableFuture<FlushOutcome> answer = new CompletableFuture<>();
        switch (faulty ? random.nextInt(12) : 11) {
            case 0 -> answer.completeExceptionally(new StoreException("lost on the way"));
            case 1 -> {
                apply(flush);
                answer.completeExceptionally(new StoreException("applied but unanswered"));
            }
            case 2 -> {
                underWay.add(() -> apply(flush));
                answer.completeExceptionally(new StoreException("timed out, applied later"));
            }
            case 3 -> {
                memory.storeOutputs(flush);
                answer.completeExceptionally(new StoreException("only the outputs were written"));
            }
            case 4 -> {
                underWay.add(() -> memory.storeOutputs(flush));
                answer.completeExceptionally(new StoreException("only the outputs are written, later"));
            }
            case 5, 6, 7 -> underWay.add(() -> answer.complete(apply(flush)));
            default -> answer.complete(apply(flush));
        }
        return answer;
    }

    private FlushOutcome apply(Flush<ChainLogic.Row> sent) {
        long sequence = sequences.getOrDefault(sent.bucket(), 0L);
        Flush<ChainLogic.Row> flush = breach == Breach.R11_EPOCH_ALONE ? renumbered(sent, sequence + 1) : sent;
        boolean first = sequence < flush.sequence();
        FlushOutcome outcome = memory.flush(flush).toCompletableFuture().join();
        if (outcome == FlushOutcome.DURABLE && first) {
            sequences.put(flush.bucket(), flush.sequence());
            flush.outputs().forEach(output -> durableOutputs.add(output.document()));
        }
        return outcome;
    }

    private static Flush<ChainLogic.Row> renumbered(Flush<ChainLogic.Row> flush, long sequence) {
        return new Flush<>(
                flush.bucket(),
                flush.epoch(),
                sequence,
                flush.topicId(),
                flush.progress(),
                flush.rows(),
                flush.outputs());
    }

    @Override
    public void close() {}
}
