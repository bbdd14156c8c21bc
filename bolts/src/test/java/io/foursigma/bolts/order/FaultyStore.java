// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.StoredOutput;
import io.foursigma.stores.memory.InMemoryBucketStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store whose next flushes meet with what was ordered; without an order they succeed. */
final class FaultyStore<S> implements BucketStore<S> {

    private final InMemoryBucketStore<S> store;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    final List<Flush<S>> sent = new ArrayList<>();
    final List<Set<String>> loads = new ArrayList<>();
    int outputReads;
    boolean outputsAreHeld;
    int pages;
    boolean claimsFail;
    boolean loadsFail;

    FaultyStore(InMemoryBucketStore<S> store) {
        this.store = store;
    }

    /** What happens to the next flush; several orders stand in a queue. */
    void order(Fault fault) {
        faults.add(fault);
    }

    /** Lets go on what was held. */
    void release() {
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    @Override
    public Claim claim(int bucket, String owner) {
        if (claimsFail) {
            throw new StoreException("the store is away");
        }
        return store.claim(bucket, owner);
    }

    @Override
    public CompletionStage<FlushOutcome> flush(Flush<S> flush) {
        sent.add(flush);
        Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
        return switch (fault) {
            case NONE -> store.flush(flush);
            case LOST_ON_THE_WAY -> CompletableFuture.failedStage(new StoreException("timed out"));
            case ONLY_OUTPUTS -> {
                store.storeOutputs(flush);
                yield CompletableFuture.failedStage(new StoreException("timed out"));
            }
            case APPLIED_BUT_UNANSWERED ->
                store.flush(flush)
                        .thenCompose(outcome -> CompletableFuture.failedStage(new StoreException("timed out")));
            case HELD -> {
                CompletableFuture<FlushOutcome> answer = new CompletableFuture<>();
                held.add(() -> store.flush(flush)
                        .thenAccept(answer::complete)
                        .toCompletableFuture()
                        .join());
                yield answer;
            }
        };
    }

    @Override
    public CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors) {
        loads.add(Set.copyOf(sensors));
        return loadsFail
                ? CompletableFuture.failedStage(new StoreException("the store is away"))
                : store.load(bucket, epoch, sensors);
    }

    @Override
    public CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most) {
        pages++;
        return loadsFail
                ? CompletableFuture.failedStage(new StoreException("the store is away"))
                : store.page(bucket, after, most);
    }

    @Override
    public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
        outputReads++;
        if (outputsAreHeld) {
            CompletableFuture<List<StoredOutput>> answer = new CompletableFuture<>();
            held.add(() -> answer.complete(store.outputs(bucket, partition, from, to)
                    .toCompletableFuture()
                    .join()));
            return answer;
        }
        return loadsFail
                ? CompletableFuture.failedStage(new StoreException("the store is away"))
                : store.outputs(bucket, partition, from, to);
    }

    @Override
    public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
        return store.forget(bucket, epoch, partition, below);
    }

    @Override
    public void close() {}

    /** What may happen to a flush. */
    enum Fault {
        NONE,
        LOST_ON_THE_WAY,
        ONLY_OUTPUTS,
        APPLIED_BUT_UNANSWERED,
        HELD
    }
}
