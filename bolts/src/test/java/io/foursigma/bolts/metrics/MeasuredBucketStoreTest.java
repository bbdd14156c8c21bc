// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.StoredOutput;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeasuredBucketStoreTest {

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final SlowStore slow = new SlowStore();
    private final FlushMetrics metrics = new FlushMetrics(new Timer(), new Counter(), new Counter());
    private final BucketStore<String> store = new MeasuredBucketStore<>(slow, metrics, nanos::get);

    @Test
    void flushLastsUntilItIsDurable() {
        store.flush(flush(1, 7, 1));
        nanos.addAndGet(30);
        store.flush(flush(2, 7, 1));
        nanos.addAndGet(10);
        slow.answer(FlushOutcome.DURABLE);
        slow.answer(FlushOutcome.DURABLE);
        assertThat(metrics.durations().getSnapshot().getValues()).containsExactly(10, 40);
        assertThat(metrics.nanos().getCount()).isEqualTo(50);
        assertThat(metrics.retries().getCount()).isZero();
    }

    @Test
    void flushThatIsSentAgainIsARetryAndLastsFromItsFirstSending() {
        store.flush(flush(1, 7, 1));
        slow.fail();
        nanos.addAndGet(500);
        store.flush(flush(1, 7, 1));
        nanos.addAndGet(3);
        slow.answer(FlushOutcome.DURABLE);
        assertThat(metrics.durations().getSnapshot().getValues()).containsExactly(503);
        assertThat(metrics.retries().getCount()).isEqualTo(1);
        store.flush(flush(1, 7, 2));
        assertThat(metrics.retries().getCount()).isEqualTo(1);
    }

    @Test
    void flushThatWasRefusedIsNotMeasuredAndTheNextOwnershipBeginsAnew() {
        store.flush(flush(1, 7, 1));
        slow.answer(FlushOutcome.LOST);
        nanos.addAndGet(1_000_000);
        store.flush(flush(1, 8, 1));
        nanos.addAndGet(5);
        slow.answer(FlushOutcome.DURABLE);
        assertThat(metrics.durations().getSnapshot().getValues()).containsExactly(5);
        assertThat(metrics.retries().getCount()).isZero();
    }

    private static Flush<String> flush(int bucket, long epoch, long sequence) {
        return new Flush<>(bucket, epoch, sequence, "topic-1", Map.of(), Map.of(), List.of());
    }

    /** A store that answers when the test says so. */
    private static final class SlowStore implements BucketStore<String> {
        private final Queue<CompletableFuture<FlushOutcome>> open = new ArrayDeque<>();

        void answer(FlushOutcome outcome) {
            open.remove().complete(outcome);
        }

        void fail() {
            open.remove().completeExceptionally(new StoreException("timed out"));
        }

        @Override
        public Claim claim(int bucket, String owner) {
            return new Claim(1, 0, null, Map.of());
        }

        @Override
        public CompletionStage<FlushOutcome> flush(Flush<String> flush) {
            CompletableFuture<FlushOutcome> answer = new CompletableFuture<>();
            open.add(answer);
            return answer;
        }

        @Override
        public CompletionStage<Optional<Map<String, String>>> load(int bucket, long epoch, Collection<String> sensors) {
            return CompletableFuture.completedStage(Optional.of(Map.of()));
        }

        @Override
        public CompletionStage<List<SensorRow<String>>> page(int bucket, String after, int most) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void close() {}
    }
}
