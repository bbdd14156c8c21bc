// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Claim;
import io.foursigma.stores.BucketStore.FlushOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The laws of a {@link BucketStore} whose buckets have outputs.
 *
 * @param <S> the state of one sensor
 */
public abstract class StoredOutputsContract<S> extends RowLoadingContract<S> {

    @Test
    void outputsComeBackInOrderAndUnchanged() {
        List<StoredOutput> outputs = new ArrayList<>();
        for (String text : SampleState.ODD_NAMES) {
            outputs.add(new StoredOutput(0, outputs.size() / 3, outputs.size() % 3, text));
        }
        List<StoredOutput> inDisorder = new ArrayList<>(outputs);
        Collections.shuffle(inDisorder, new Random(bucket));
        long epoch = one().claim(bucket, "first").epoch();

        assertThat(store(epoch, 1, at(100), inDisorder)).isEqualTo(FlushOutcome.DURABLE);

        assertThat(read(0, 0, 100)).isEqualTo(outputs);
        other().claim(bucket, "next");
        assertThat(read(0, 0, 100)).isEqualTo(outputs);
    }

    @Test
    void rangeHoldsItsFirstOffsetAndNotItsLast() {
        long epoch = one().claim(bucket, "first").epoch();
        store(epoch, 1, at(10), List.of(output(0, 4), output(0, 5), output(0, 6), output(0, 7), output(1, 5)));

        assertThat(read(0, 5, 7)).containsExactly(output(0, 5), output(0, 6));
        assertThat(read(0, 5, 5)).isEmpty();
        assertThat(read(0, 8, Long.MAX_VALUE)).isEmpty();
        assertThat(read(1, 0, 10)).containsExactly(output(1, 5));
        assertThat(read(2, 0, 10)).isEmpty();
    }

    @Test
    void bucketsHaveOutputsOfTheirOwn() {
        int another = anotherBucket();
        long epoch = one().claim(bucket, "first").epoch();
        one().claim(another, "first");
        store(epoch, 1, at(10), List.of(output(0, 1)));

        assertThat(one().outputs(another, 0, 0, 10).toCompletableFuture().join())
                .isEmpty();
    }

    @Test
    void partitionsAndOffsetsAtTheEndsOfTheirRangesAreKept() {
        long epoch = one().claim(bucket, "first").epoch();
        StoredOutput last = new StoredOutput(Integer.MAX_VALUE, Long.MAX_VALUE - 1, Integer.MAX_VALUE, "{}");
        Map<Integer, Progress> progress = Map.of(0, Progress.at(1), Integer.MAX_VALUE, Progress.at(Long.MAX_VALUE));
        store(epoch, 1, progress, List.of(output(0, 0), last));
        other().claim(bucket, "next");

        assertThat(read(0, 0, 1)).containsExactly(output(0, 0));
        assertThat(read(Integer.MAX_VALUE, 0, Long.MAX_VALUE)).containsExactly(last);
    }

    @Test
    void thousandsOfOutputsGoInOneFlush() {
        long epoch = one().claim(bucket, "first").epoch();
        List<StoredOutput> outputs = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            outputs.add(new StoredOutput(i / 2_500, i, 0, "{\"anomaly\":\"" + "x".repeat(i % 700) + "\"}"));
        }

        assertThat(store(epoch, 1, Map.of(0, Progress.at(5_000), 1, Progress.at(5_000)), outputs))
                .isEqualTo(FlushOutcome.DURABLE);

        assertThat(read(0, 0, 5_000)).isEqualTo(outputs.subList(0, 2_500));
        assertThat(read(1, 0, 5_000)).isEqualTo(outputs.subList(2_500, 5_000));
    }

    @Test
    void greatOutputGoesAlone() {
        long epoch = one().claim(bucket, "first").epoch();
        List<StoredOutput> outputs = List.of(
                new StoredOutput(0, 0, 0, "small"),
                new StoredOutput(0, 0, 1, "\ud83d\ude00".repeat(200_000)),
                new StoredOutput(0, 0, 2, "small"));

        assertThat(store(epoch, 1, at(1), outputs)).isEqualTo(FlushOutcome.DURABLE);

        assertThat(read(0, 0, 1)).isEqualTo(outputs);
    }

    @Test
    void sameFlushSentTwiceStoresItsOutputsOnce() {
        long epoch = one().claim(bucket, "first").epoch();
        List<StoredOutput> outputs = List.of(output(0, 1), output(0, 2));
        store(epoch, 1, at(3), outputs);

        assertThat(store(epoch, 1, at(3), outputs)).isEqualTo(FlushOutcome.DURABLE);

        assertThat(read(0, 0, 3)).isEqualTo(outputs);
    }

    @Test
    void outputsWhoseFlushNeverBecameDurableAreGoneAfterTheNextClaim() {
        long epoch = one().claim(bucket, "first").epoch();
        store(epoch, 1, Map.of(2, Progress.at(10), 5, Progress.at(20)), List.of(output(2, 9), output(5, 19)));
        List<StoredOutput> never = List.of(
                output(0, 0),
                output(2, 10),
                output(3, 7),
                output(4, 7),
                output(5, 20),
                output(5, Long.MAX_VALUE - 1),
                output(6, 0),
                output(Integer.MAX_VALUE, 7));

        // A number is skipped: the batch is refused, which its outputs, written before, do not know.
        assertThat(store(epoch, 3, at(100), never)).isEqualTo(FlushOutcome.LOST);
        assertThat(read(2, 0, 100)).containsExactly(output(2, 9), output(2, 10));
        assertThat(other().claim(bucket, "next").sequence()).isEqualTo(1);

        assertThat(read(2, 0, Long.MAX_VALUE)).containsExactly(output(2, 9));
        assertThat(read(5, 0, Long.MAX_VALUE)).containsExactly(output(5, 19));
        assertThat(List.of(0, 3, 4, 6, Integer.MAX_VALUE))
                .allSatisfy(partition ->
                        assertThat(read(partition, 0, Long.MAX_VALUE)).isEmpty());
    }

    @Test
    void outputsOfABucketThatNeverBecameDurableAreGoneAfterTheNextClaim() {
        long epoch = one().claim(bucket, "first").epoch();
        assertThat(store(epoch, 2, at(9), List.of(output(0, 0), output(7, 3)))).isEqualTo(FlushOutcome.LOST);

        other().claim(bucket, "next");

        assertThat(read(0, 0, Long.MAX_VALUE)).isEmpty();
        assertThat(read(7, 0, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void whatAFormerOwnerWritesLateStaysHidden() {
        long former = one().claim(bucket, "first").epoch();
        store(former, 1, at(5), List.of(output(0, 4)));
        long epoch = other().claim(bucket, "next").epoch();

        assertThat(store(former, 2, at(8), List.of(output(0, 5), output(0, 7), output(1, 0))))
                .isEqualTo(FlushOutcome.LOST);

        assertThat(read(0, 0, 100)).containsExactly(output(0, 4));
        assertThat(read(1, 0, 100)).isEmpty();
        assertThat(flush(other(), epoch, 2, at(9), Map.of(), List.of(output(0, 8))))
                .isEqualTo(FlushOutcome.DURABLE);
        assertThat(read(0, 0, 9)).containsExactly(output(0, 4), output(0, 8));
    }

    @Test
    void whatAFormerOwnerWritesLateReplacesNothingOfTheNewOwner() {
        long former = one().claim(bucket, "first").epoch();
        long epoch = other().claim(bucket, "next").epoch();
        StoredOutput right = new StoredOutput(0, 3, 0, "a: right");
        flush(other(), epoch, 1, at(5), Map.of(), List.of(right));

        store(former, 1, at(5), List.of(new StoredOutput(0, 3, 0, "z: wrong"), new StoredOutput(0, 3, 1, "wrong")));

        assertThat(read(0, 0, 5)).containsExactly(right);
        other().claim(bucket, "third");
        assertThat(read(0, 0, 5)).containsExactly(right);
    }

    @Test
    void newOwnerStoresAgainWhatTheFormerOneHadStoredInVain() {
        long former = one().claim(bucket, "first").epoch();
        store(former, 2, at(5), List.of(new StoredOutput(0, 3, 0, "z: never durable")));
        Claim claim = other().claim(bucket, "next");
        StoredOutput right = new StoredOutput(0, 3, 0, "a: right");

        assertThat(flush(other(), claim.epoch(), 1, at(5), Map.of(), List.of(right)))
                .isEqualTo(FlushOutcome.DURABLE);

        assertThat(read(0, 0, 5)).containsExactly(right);
    }

    @Test
    void onlyWhatLiesBelowIsForgotten() {
        long epoch = one().claim(bucket, "first").epoch();
        store(epoch, 1, at(10), List.of(output(0, 1), output(0, 4), output(0, 5), output(0, 9), output(1, 1)));

        forget(epoch, 0, 5);

        assertThat(read(0, 0, 10)).containsExactly(output(0, 5), output(0, 9));
        assertThat(read(1, 0, 10)).containsExactly(output(1, 1));
    }

    @Test
    void nextOwnerForgetsWhatTheFormerOneHasStored() {
        long former = one().claim(bucket, "first").epoch();
        store(former, 1, at(10), List.of(output(0, 1), output(0, 9)));
        long epoch = other().claim(bucket, "next").epoch();

        forget(epoch, 0, 9);

        assertThat(read(0, 0, 10)).containsExactly(output(0, 9));
    }

    @Test
    void flushesGoOnBehindWhatIsForgotten() {
        long epoch = one().claim(bucket, "first").epoch();
        for (int sequence = 1; sequence <= 20; sequence++) {
            assertThat(store(epoch, sequence, at(sequence), List.of(output(0, sequence - 1L))))
                    .isEqualTo(FlushOutcome.DURABLE);
            forget(epoch, 0, sequence - 2L);
        }

        assertThat(read(0, 0, 20)).containsExactly(output(0, 18), output(0, 19));
    }

    private FlushOutcome store(long epoch, long sequence, Map<Integer, Progress> progress, List<StoredOutput> outputs) {
        return flush(one(), epoch, sequence, progress, Map.of(), outputs);
    }

    private List<StoredOutput> read(int partition, long from, long to) {
        return other().outputs(bucket, partition, from, to)
                .toCompletableFuture()
                .join();
    }

    private void forget(long epoch, int partition, long below) {
        one().forget(bucket, epoch, partition, below).toCompletableFuture().join();
    }

    private static StoredOutput output(int partition, long offset) {
        return new StoredOutput(partition, offset, 0, partition + "@" + offset);
    }
}
