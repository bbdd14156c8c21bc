// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Progress;
import io.foursigma.stores.BucketStore.Claim;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@link BucketStore}: claims and flushes.
 *
 * @param <S> the state of one sensor
 */
public abstract class BucketStoreContract<S> extends BucketStoreFixture<S> {

    @Test
    void freshBucketIsEmpty() {
        Claim claim = one().claim(bucket, "first");

        assertThat(claim).isEqualTo(new Claim(1, 0, null, Map.of()));
    }

    @Test
    void anotherOwnerSeesExactlyWhatWasFlushed() {
        Claim claim = one().claim(bucket, "first");
        Map<Integer, Progress> progress =
                Map.of(0, SampleState.progress(random), 1, SampleState.progress(random), 4_711, Progress.at(0));
        Map<String, S> rows = Map.of("a", sample(random), "b", sample(random));

        assertThat(flush(one(), claim.epoch(), 1, progress, rows)).isEqualTo(FlushOutcome.DURABLE);

        assertNextFinds(new Claim(2, 1, TOPIC, progress), rows);
    }

    @Test
    void numbersComeBackBitForBit() {
        Claim claim = one().claim(bucket, "first");
        Map<String, S> rows = new HashMap<>();
        extremes().forEach(state -> rows.put("sensor " + rows.size(), state));
        Map<Integer, Progress> progress = Map.of(
                Integer.MAX_VALUE,
                new Progress(
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE));

        assertThat(flush(one(), claim.epoch(), 1, progress, rows)).isEqualTo(FlushOutcome.DURABLE);

        // A record's equals compares doubles as Double.compare does: -0.0 is not 0.0.
        assertNextFinds(new Claim(2, 1, TOPIC, progress), rows);
    }

    @Test
    void anyNameOfASensorComesBack() {
        Claim claim = one().claim(bucket, "first");
        Map<String, S> rows = new HashMap<>();
        SampleState.ODD_NAMES.forEach(name -> rows.put(name, sample(random)));

        assertThat(flush(one(), claim.epoch(), 1, Map.of(), rows)).isEqualTo(FlushOutcome.DURABLE);

        assertNextFinds(new Claim(2, 1, TOPIC, Map.of()), rows);
    }

    @Test
    void rowsThatAFlushDoesNotNameStay() {
        Claim claim = one().claim(bucket, "first");
        S untouched = sample(random);
        S changed = sample(random);
        flush(one(), claim.epoch(), 1, at(1), Map.of("untouched", untouched, "changed", sample(random)));

        flush(one(), claim.epoch(), 2, at(2), Map.of("changed", changed));

        assertNextFinds(new Claim(2, 2, TOPIC, at(2)), Map.of("untouched", untouched, "changed", changed));
    }

    @Test
    void flushWithoutRowsMovesTheProgress() {
        Claim claim = one().claim(bucket, "first");

        assertThat(flush(one(), claim.epoch(), 1, at(9), Map.of())).isEqualTo(FlushOutcome.DURABLE);

        assertNextFinds(new Claim(2, 1, TOPIC, at(9)), Map.of());
    }

    @Test
    void flushOfAFormerOwnerIsLostWhole() {
        Claim former = one().claim(bucket, "first");
        S kept = sample(random);
        flush(one(), former.epoch(), 1, at(1), Map.of("a", kept));
        other().claim(bucket, "second");

        assertThat(flush(one(), former.epoch(), 2, at(2), Map.of("a", sample(random), "b", sample(random))))
                .isEqualTo(FlushOutcome.LOST);

        assertNextFinds(new Claim(3, 1, TOPIC, at(1)), Map.of("a", kept));
    }

    @Test
    void firstFlushOfAFormerOwnerIsLostToo() {
        Claim former = one().claim(bucket, "first");
        other().claim(bucket, "second");

        assertThat(flush(one(), former.epoch(), 1, at(2), Map.of("a", sample(random))))
                .isEqualTo(FlushOutcome.LOST);

        assertNextFinds(new Claim(3, 0, null, Map.of()), Map.of());
    }

    @Test
    void flushWithoutAnyClaimIsLost() {
        assertThat(flush(one(), 1, 1, at(2), Map.of("a", sample(random)))).isEqualTo(FlushOutcome.LOST);

        assertNextFinds(new Claim(1, 0, null, Map.of()), Map.of());
    }

    @Test
    void claimingAnewEndsTheOwnersOwnEarlierEpoch() {
        Claim former = one().claim(bucket, "first");
        Claim anew = one().claim(bucket, "first");

        assertThat(anew.epoch()).isEqualTo(former.epoch() + 1);
        assertThat(flush(one(), former.epoch(), 1, at(1), Map.of())).isEqualTo(FlushOutcome.LOST);
        assertThat(flush(one(), anew.epoch(), 1, at(1), Map.of())).isEqualTo(FlushOutcome.DURABLE);
    }

    @Test
    void sameFlushSentTwiceIsDurableOnce() {
        Claim claim = one().claim(bucket, "first");
        Map<String, S> rows = Map.of("a", sample(random));
        flush(one(), claim.epoch(), 1, at(1), rows);

        assertThat(flush(one(), claim.epoch(), 1, at(1), rows)).isEqualTo(FlushOutcome.DURABLE);

        assertNextFinds(new Claim(2, 1, TOPIC, at(1)), rows);
    }

    @Test
    void numberOfADurableFlushTakesNoOtherContent() {
        Claim claim = one().claim(bucket, "first");
        Map<String, S> rows = Map.of("a", sample(random));
        flush(one(), claim.epoch(), 1, at(1), rows);

        assertThat(flush(one(), claim.epoch(), 1, at(2), Map.of("a", sample(random))))
                .isEqualTo(FlushOutcome.DURABLE);

        assertNextFinds(new Claim(2, 1, TOPIC, at(1)), rows);
    }

    @Test
    void lateCopyOfAnEarlierFlushChangesNothing() {
        Claim claim = one().claim(bucket, "first");
        Map<String, S> earlier = Map.of("a", sample(random));
        Map<String, S> later = Map.of("a", sample(random));
        flush(one(), claim.epoch(), 1, at(1), earlier);
        flush(one(), claim.epoch(), 2, at(2), later);

        assertThat(flush(one(), claim.epoch(), 1, at(1), earlier)).isEqualTo(FlushOutcome.LOST);

        assertNextFinds(new Claim(2, 2, TOPIC, at(2)), later);
    }

    @Test
    void flushThatSkipsANumberIsRefused() {
        Claim claim = one().claim(bucket, "first");

        assertThat(flush(one(), claim.epoch(), 2, at(2), Map.of("a", sample(random))))
                .isEqualTo(FlushOutcome.LOST);

        assertNextFinds(new Claim(2, 0, null, Map.of()), Map.of());
    }

    @Test
    void topicMadeAnewReplacesTheFormerOne() {
        Claim claim = one().claim(bucket, "first");
        flush(one(), claim.epoch(), 1, Map.of(0, Progress.at(7), 1, Progress.at(8)), Map.of());

        var flush = new Flush<S>(bucket, claim.epoch(), 2, "topic-two", at(0), Map.of(), List.of());
        assertThat(one().flush(flush).toCompletableFuture().join()).isEqualTo(FlushOutcome.DURABLE);

        assertNextFinds(new Claim(2, 2, "topic-two", at(0)), Map.of());
    }

    @Test
    void thousandRowsGoInOneFlush() {
        Claim claim = one().claim(bucket, "first");
        Map<String, S> rows = rows(1_000);

        assertThat(flush(one(), claim.epoch(), 1, at(1), rows)).isEqualTo(FlushOutcome.DURABLE);

        assertNextFinds(new Claim(2, 1, TOPIC, at(1)), rows);
    }

    @Test
    void thousandsOfRowsComeBack() {
        Claim claim = one().claim(bucket, "first");
        Map<String, S> rows = new HashMap<>();
        for (int sequence = 1; sequence <= 5; sequence++) {
            Map<String, S> part = new HashMap<>();
            rows(500).forEach((name, state) -> part.put(rows.size() + name, state));
            rows.putAll(part);
            assertThat(flush(one(), claim.epoch(), sequence, at(sequence), part))
                    .isEqualTo(FlushOutcome.DURABLE);
        }

        assertNextFinds(new Claim(2, 5, TOPIC, at(5)), rows);
    }

    @Test
    void manyBucketsFlushSideBySide() {
        Map<Integer, Map<String, S>> rows = new HashMap<>();
        for (int i = 0; i < 32; i++) {
            rows.put(anotherBucket(), rows(20));
        }
        List<CompletableFuture<FlushOutcome>> flushes = new ArrayList<>();
        rows.forEach((each, content) -> {
            long epoch = one().claim(each, "first").epoch();
            flushes.add(one().flush(new Flush<>(each, epoch, 1, TOPIC, at(each), content, List.of()))
                    .toCompletableFuture());
        });

        assertThat(flushes).extracting(CompletableFuture::join).containsOnly(FlushOutcome.DURABLE);
        rows.forEach((each, content) -> {
            assertThat(other().claim(each, "second")).isEqualTo(new Claim(2, 1, TOPIC, at(each)));
            assertThat(load(other(), each, 2, content.keySet())).contains(content);
        });
    }

    @Test
    void ofManyThatClaimAtOnceOnlyTheLastOneOwns() {
        List<CompletableFuture<Long>> claims = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            BucketStore<S> store = claimerOf(i);
            String owner = "owner " + i;
            claims.add(CompletableFuture.supplyAsync(() -> claimUntilHeld(store, owner)));
        }
        List<Long> epochs = claims.stream().map(CompletableFuture::join).toList();
        long last = epochs.stream().mapToLong(epoch -> epoch).max().orElseThrow();

        Set<Long> durable = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            if (flush(claimerOf(i), epochs.get(i), 1, at(epochs.get(i)), Map.of()) == FlushOutcome.DURABLE) {
                durable.add(epochs.get(i));
            }
        }

        assertThat(epochs).doesNotHaveDuplicates();
        assertThat(durable).containsExactly(last);
    }

    private BucketStore<S> claimerOf(int number) {
        return number % 2 == 0 ? one() : other();
    }

    @Test
    void claimInTheMidstOfFlushesSeesOneOfThemWhole() {
        List<Map<String, S>> flushed = new ArrayList<>();
        Claim former = one().claim(bucket, "first");
        CompletableFuture<Claim> claim = CompletableFuture.completedFuture(former);
        int durable = 0;
        for (int sequence = 1; sequence <= 40; sequence++) {
            Map<String, S> rows = Map.of("a", sample(random), "b", sample(random));
            flushed.add(rows);
            if (sequence == 10) {
                claim = CompletableFuture.supplyAsync(() -> other().claim(bucket, "second"));
            }
            if (flush(one(), former.epoch(), sequence, at(sequence), rows) == FlushOutcome.LOST) {
                break;
            }
            durable = sequence;
        }

        Claim seen = claim.join();
        assertThat(durable).isBetween(9, 40);
        assertThat(seen).isEqualTo(new Claim(2, durable, TOPIC, at(durable)));
        assertThat(load(other(), bucket, 2, Set.of("a", "b"))).contains(flushed.get(durable - 1));
    }

    private long claimUntilHeld(BucketStore<S> store, String owner) {
        while (true) {
            try {
                return store.claim(bucket, owner).epoch();
            } catch (StoreException overtaken) {
                assertThat(overtaken).hasMessageContaining("claim it again");
            }
        }
    }
}
