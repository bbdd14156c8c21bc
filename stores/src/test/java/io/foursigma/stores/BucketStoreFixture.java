// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Claim;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the laws of {@link BucketStore} stand on: two stores on the same data, which play two processes, and a bucket of
 * one's own.
 *
 * @param <S> the state of one sensor
 */
public abstract class BucketStoreFixture<S> {

    /** How many buckets the laws may use. */
    protected static final int BUCKETS = 4_096;

    static final String TOPIC = "topic-one";

    private static final long SEED = 20_260_105;
    private static final AtomicInteger NEXT_BUCKET = new AtomicInteger();

    final SplittableRandom random = new SplittableRandom(SEED);
    final int bucket = anotherBucket();
    private final Set<String> named = new HashSet<>(Set.of("never flushed"));

    /** The store of one process. */
    protected abstract BucketStore<S> one();

    /** The store of another process, on the same data. */
    protected abstract BucketStore<S> other();

    /** A state at random. */
    protected abstract S sample(SplittableRandom source);

    /** States with numbers at the ends of their ranges. */
    protected abstract List<S> extremes();

    static int anotherBucket() {
        return NEXT_BUCKET.getAndIncrement();
    }

    FlushOutcome flush(
            BucketStore<S> store, long epoch, long sequence, Map<Integer, Progress> progress, Map<String, S> rows) {
        return flush(store, epoch, sequence, progress, rows, List.of());
    }

    FlushOutcome flush(
            BucketStore<S> store,
            long epoch,
            long sequence,
            Map<Integer, Progress> progress,
            Map<String, S> rows,
            List<StoredOutput> outputs) {
        named.addAll(rows.keySet());
        return store.flush(new Flush<>(bucket, epoch, sequence, TOPIC, progress, rows, outputs))
                .toCompletableFuture()
                .join();
    }

    /** What a sensor's owner reads, empty if it is the owner no more. */
    static <S> Optional<Map<String, S>> load(BucketStore<S> store, int bucket, long epoch, Collection<String> sensors) {
        return store.load(bucket, epoch, sensors).toCompletableFuture().join();
    }

    /** Claims the bucket for the other process and compares what it finds, also of sensors whose flush was refused. */
    void assertNextFinds(Claim expected, Map<String, S> rows) {
        assertThat(other().claim(bucket, "next")).isEqualTo(expected);
        assertThat(load(other(), bucket, expected.epoch(), named)).contains(rows);
    }

    Map<String, S> rows(int count) {
        Map<String, S> rows = new HashMap<>();
        for (int i = 0; i < count; i++) {
            rows.put("sensor-" + i, sample(random));
        }
        return rows;
    }

    static Map<Integer, Progress> at(long next) {
        return Map.of(0, Progress.at(next));
    }
}
