// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.SinkMetrics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToIntFunction;
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
    private final Limits<P> limits;
    private final SinkMetrics metrics;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final LinkedHashMap<Object, Gathered<P>> gathered = new LinkedHashMap<>();
    private @Nullable Batch<P> inFlight;
    private boolean failing;

    /**
     * Batches for one store.
     *
     * @param name what the store keeps, for the log
     * @param collector takes the acknowledgements
     * @param put puts a batch, again and again if need be
     * @param limits how much is kept and put at once
     * @param metrics takes the number of tuples that wait, and retries
     */
    SinkBatches(
            String name,
            OutputCollector collector,
            Function<List<P>, CompletionStage<?>> put,
            Limits<P> limits,
            SinkMetrics metrics) {
        this.name = name;
        this.collector = collector;
        this.put = put;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * How much is kept and put at once.
     *
     * @param gathered how many tuples are kept beside those under way
     * @param batch a batch is full with so much; one tuple more may have begun before
     * @param size how much a tuple carries
     */
    record Limits<P>(int gathered, int batch, ToIntFunction<P> size) {

        /** So many tuples, all of which may go at once. */
        static <P> Limits<P> of(int tuples) {
            return new Limits<>(tuples, tuples, one -> 1);
        }
    }

    /** Gathers a tuple. Blocks while too many are kept. */
    void add(Tuple tuple, P payload) {
        add(tuple, tuple, payload);
    }

    /**
     * Gathers a tuple in place of an older copy, which fails. A slow store would else get everything as often as it was
     * sent again meanwhile, and be slower for it. Blocks while too many are kept.
     *
     * @param key what all copies of the tuple have in common
     */
    void add(Tuple tuple, Object key, P payload) {
        pulse();
        while (gathered.size() >= limits.gathered && !gathered.containsKey(key)) {
            LockSupport.parkNanos(failing ? RETRY_NANOS : RETRY_NANOS / 100);
            pulse();
        }
        Gathered<P> older = gathered.put(key, new Gathered<>(tuple, payload));
        if (older != null) {
            collector.fail(older.tuple);
        }
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
        if (inFlight == null && !gathered.isEmpty()) {
            inFlight = takeBatch();
            send(inFlight);
        }
        tellDepth();
    }

    private Batch<P> takeBatch() {
        Batch<P> batch = new Batch<>(new ArrayList<>(), new ArrayList<>());
        Iterator<Gathered<P>> eldest = gathered.values().iterator();
        for (int size = 0; size < limits.batch && eldest.hasNext(); ) {
            Gathered<P> one = eldest.next();
            eldest.remove();
            batch.tuples.add(one.tuple);
            batch.payloads.add(one.payload);
            size += limits.size.applyAsInt(one.payload);
        }
        return batch;
    }

    private void tellDepth() {
        metrics.waiting(gathered.size() + (inFlight == null ? 0 : inFlight.tuples.size()));
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

    private record Gathered<P>(Tuple tuple, P payload) {}

    private record Batch<P>(List<Tuple> tuples, List<P> payloads) {}

    private record Answer(@Nullable Throwable error) {}
}
