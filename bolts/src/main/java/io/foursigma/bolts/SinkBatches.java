// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.SinkMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers tuples into batches, hands one batch at a time to a store, and acks them when the store has them all. A store
 * that is away gets the same batch again until it is back: what a tuple carries would not come again, since the state
 * that it comes from is durable already. Meanwhile a bounded number of tuples is kept; then the bolt stands still, and
 * with it all that comes before. Belongs to one thread.
 *
 * @param <P> what a tuple carries
 */
final class SinkBatches<P> {

    private static final Logger LOG = LoggerFactory.getLogger(SinkBatches.class);
    private static final long RETRY_NANOS = 200_000_000;

    private final String name;
    private final OutputCollector collector;
    private final Function<List<P>, CompletionStage<?>> put;
    private final int maxGathered;
    private final SinkMetrics metrics;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private List<Tuple> tuples = new ArrayList<>();
    private List<P> payloads = new ArrayList<>();
    private @Nullable Batch<P> inFlight;
    private boolean failing;

    /**
     * Batches for one store.
     *
     * @param name what the store keeps, for the log
     * @param collector takes the acknowledgements
     * @param put puts a batch, again and again if need be
     * @param maxGathered how many tuples are kept beside those under way
     * @param metrics takes the number of tuples that wait, and retries
     */
    SinkBatches(
            String name,
            OutputCollector collector,
            Function<List<P>, CompletionStage<?>> put,
            int maxGathered,
            SinkMetrics metrics) {
        this.name = name;
        this.collector = collector;
        this.put = put;
        this.maxGathered = maxGathered;
        this.metrics = metrics;
    }

    /** Gathers a tuple. Blocks while too many are kept. */
    void add(Tuple tuple, P payload) {
        pulse();
        while (tuples.size() >= maxGathered) {
            LockSupport.parkNanos(failing ? RETRY_NANOS : RETRY_NANOS / 100);
            pulse();
        }
        tuples.add(tuple);
        payloads.add(payload);
        tellDepth();
    }

    /** Takes note of the store's answer and hands over the next batch. To be called every few milliseconds. */
    void pulse() {
        Answer answer = answers.poll();
        if (answer != null && inFlight != null) {
            if (answer.error == null) {
                inFlight.tuples.forEach(collector::ack);
                inFlight = null;
                failing = false;
            } else {
                if (!failing) {
                    LOG.warn("{} cannot be put and are tried again until they can: {}", name, answer.error.toString());
                }
                failing = true;
                metrics.retried();
                send(inFlight);
            }
        }
        if (inFlight == null && !tuples.isEmpty()) {
            inFlight = new Batch<>(tuples, payloads);
            tuples = new ArrayList<>();
            payloads = new ArrayList<>();
            send(inFlight);
        }
        tellDepth();
    }

    private void tellDepth() {
        metrics.waiting(tuples.size() + (inFlight == null ? 0 : inFlight.tuples.size()));
    }

    private void send(Batch<P> batch) {
        CompletionStage<?> stage;
        try {
            stage = put.apply(batch.payloads);
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedStage(e);
        }
        stage.whenComplete((done, error) -> answers.add(new Answer(error)));
    }

    private record Batch<P>(List<Tuple> tuples, List<P> payloads) {}

    private record Answer(@Nullable Throwable error) {}
}
