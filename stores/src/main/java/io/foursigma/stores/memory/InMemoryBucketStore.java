// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.ByName;
import io.foursigma.stores.OutputStamps;
import io.foursigma.stores.StoredOutput;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of buckets, held in memory. All owners share one instance; closing it keeps what it holds.
 *
 * @param <S> the state of one sensor
 */
public final class InMemoryBucketStore<S> implements BucketStore<S> {

    private final SortedMap<Integer, Bucket<S>> buckets = new TreeMap<>();

    /** A store that holds nothing. */
    public InMemoryBucketStore() {}

    @Override
    public synchronized Claim claim(int bucket, String owner) {
        Bucket<S> held = buckets.computeIfAbsent(bucket, absent -> new Bucket<>());
        held.epoch++;
        held.owner = owner;
        Map<Integer, Progress> progress = held.progress;
        held.outputs.delete(
                place -> !progress.containsKey(place.partition())
                        || place.offset() >= progress.get(place.partition()).next(),
                OutputStamps.claim(held.epoch));
        return new Claim(held.epoch, held.sequence, held.topicId, progress);
    }

    @Override
    public synchronized CompletionStage<Optional<Map<String, S>>> load(
            int bucket, long epoch, Collection<String> sensors) {
        Bucket<S> held = buckets.get(bucket);
        if (held == null || held.epoch != epoch) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        Map<String, S> rows = new HashMap<>();
        for (String sensor : sensors) {
            S row = held.rows.get(sensor);
            if (row != null) {
                rows.put(sensor, row);
            }
        }
        return CompletableFuture.completedStage(Optional.of(rows));
    }

    @Override
    public synchronized CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most) {
        Bucket<S> held = buckets.get(bucket);
        List<SensorRow<S>> page = held == null
                ? List.of()
                : held.rows.entrySet().stream()
                        .filter(row -> ByName.ORDER.compare(row.getKey(), after) > 0)
                        .sorted(Map.Entry.comparingByKey(ByName.ORDER))
                        .limit(most)
                        .map(row -> new SensorRow<>(row.getKey(), row.getValue()))
                        .toList();
        return CompletableFuture.completedStage(page);
    }

    @Override
    public synchronized CompletionStage<FlushOutcome> flush(Flush<S> flush) {
        storeOutputs(flush);
        Bucket<S> held = buckets.get(flush.bucket());
        if (held == null || held.epoch != flush.epoch()) {
            return CompletableFuture.completedStage(FlushOutcome.LOST);
        }
        if (held.sequence == flush.sequence() - 1) {
            held.sequence = flush.sequence();
            held.topicId = flush.topicId();
            held.progress = Map.copyOf(flush.progress());
            held.rows.putAll(flush.rows());
        }
        return CompletableFuture.completedStage(
                held.sequence == flush.sequence() ? FlushOutcome.DURABLE : FlushOutcome.LOST);
    }

    /** The first half of a flush, which is not conditional: a former owner's outputs are written too. */
    public synchronized void storeOutputs(Flush<S> flush) {
        OutputTable outputs = buckets.computeIfAbsent(flush.bucket(), absent -> new Bucket<>()).outputs;
        flush.outputs().forEach(output -> outputs.write(output, OutputStamps.write(flush.epoch())));
    }

    @Override
    public synchronized CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
        Bucket<S> held = buckets.get(bucket);
        return CompletableFuture.completedStage(held == null ? List.of() : held.outputs.read(partition, from, to));
    }

    @Override
    public synchronized CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
        Bucket<S> held = buckets.get(bucket);
        if (held != null) {
            held.outputs.delete(
                    place -> place.partition() == partition && place.offset() < below, OutputStamps.write(epoch));
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}

    /** The token of a bucket's owner, null if nobody has claimed it. */
    public synchronized @Nullable String owner(int bucket) {
        Bucket<S> held = buckets.get(bucket);
        return held == null ? null : held.owner;
    }

    /** Per bucket that has been flushed, per Kafka partition, how far it has come: a copy. */
    public synchronized SortedMap<Integer, Map<Integer, Progress>> progress() {
        SortedMap<Integer, Map<Integer, Progress>> copy = new TreeMap<>();
        buckets.forEach((number, held) -> {
            if (held.sequence > 0) {
                copy.put(number, held.progress);
            }
        });
        return copy;
    }

    /** Per bucket that has been claimed, the state of every sensor by name, in the order of code points: a copy. */
    public synchronized SortedMap<Integer, SortedMap<String, S>> rows() {
        SortedMap<Integer, SortedMap<String, S>> copy = new TreeMap<>();
        buckets.forEach((number, held) -> {
            SortedMap<String, S> rows = new TreeMap<>(ByName.ORDER);
            rows.putAll(held.rows);
            copy.put(number, rows);
        });
        return copy;
    }

    /** Per bucket, what is kept of its outputs, in order: a copy. */
    public synchronized SortedMap<Integer, List<StoredOutput>> storedOutputs() {
        SortedMap<Integer, List<StoredOutput>> copy = new TreeMap<>();
        buckets.forEach((number, held) -> copy.put(number, held.outputs.all()));
        return copy;
    }

    private static final class Bucket<S> {
        private final OutputTable outputs = new OutputTable();
        private final Map<String, S> rows = new HashMap<>();
        private Map<Integer, Progress> progress = Map.of();
        private @Nullable String topicId;
        private @Nullable String owner;
        private long epoch;
        private long sequence;
    }
}
