// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.stores.BucketStore.FlushOutcome;
import io.foursigma.stores.BucketStore.SensorRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@link BucketStore}, also of reading rows one by one.
 *
 * @param <S> the state of one sensor
 */
public abstract class RowLoadingContract<S> extends BucketStoreContract<S> {

    @Test
    void onlyTheRowsThatAreAskedForAreRead() {
        long epoch = one().claim(bucket, "first").epoch();
        Map<String, S> rows = rows(5);
        flush(one(), epoch, 1, at(1), rows);

        assertThat(load(one(), bucket, epoch, List.of("sensor-3", "sensor-1", "sensor-3")))
                .contains(Map.of("sensor-1", rows.get("sensor-1"), "sensor-3", rows.get("sensor-3")));
    }

    @Test
    void sensorsThatAreNotKnownAreAbsent() {
        long epoch = one().claim(bucket, "first").epoch();
        S known = sample(random);

        assertThat(load(one(), bucket, epoch, Set.of("known", "unknown"))).contains(Map.of());
        flush(one(), epoch, 1, at(1), Map.of("known", known));

        assertThat(load(one(), bucket, epoch, Set.of("known", "unknown"))).contains(Map.of("known", known));
        assertThat(load(one(), bucket, epoch, Set.of("unknown"))).contains(Map.of());
    }

    @Test
    void pagesHoldEveryRowOnceByNameWhoeverOwnsTheBucket() {
        long epoch = one().claim(bucket, "first").epoch();
        assertThat(page("", 10)).as("claimed, but no sensor yet").isEmpty();
        Map<String, S> rows = rows(25);
        SampleState.ODD_NAMES.forEach(name -> rows.put(name, sample(random)));
        flush(one(), epoch, 1, at(1), rows);
        other().claim(bucket, "next");

        List<SensorRow<S>> all = new ArrayList<>();
        List<SensorRow<S>> page = page("", 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            all.addAll(page);
            page = page(page.get(page.size() - 1).sensor(), 10);
        }

        assertThat(all)
                .extracting(SensorRow::sensor)
                .containsExactlyElementsOf(rows.keySet().stream()
                        .sorted(Comparator.comparing(
                                name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                        .toList());
        assertThat(all).allMatch(row -> row.state().equals(rows.get(row.sensor())));
    }

    private List<SensorRow<S>> page(String after, int most) {
        return one().page(bucket, after, most).toCompletableFuture().join();
    }

    @Test
    void rowOfAnotherBucketIsNotRead() {
        int another = anotherBucket();
        long epoch = one().claim(bucket, "first").epoch();
        flush(one(), epoch, 1, at(1), Map.of("a", sample(random)));

        assertThat(load(one(), another, one().claim(another, "first").epoch(), Set.of("a")))
                .contains(Map.of());
    }

    @Test
    void ownerReadsWhatItHasFlushed() {
        long epoch = one().claim(bucket, "first").epoch();
        for (int sequence = 1; sequence <= 3; sequence++) {
            Map<String, S> rows = Map.of("a", sample(random));
            assertThat(flush(one(), epoch, sequence, at(sequence), rows)).isEqualTo(FlushOutcome.DURABLE);

            assertThat(load(one(), bucket, epoch, Set.of("a"))).contains(rows);
        }
    }

    @Test
    void formerOwnerReadsNothing() {
        long former = one().claim(bucket, "first").epoch();
        flush(one(), former, 1, at(1), Map.of("a", sample(random)));
        other().claim(bucket, "next");

        assertThat(load(one(), bucket, former, Set.of("a"))).isEmpty();
        assertThat(load(one(), bucket, former, Set.of("unknown"))).isEmpty();
    }

    @Test
    void bucketThatNobodyHasClaimedGivesNothing() {
        assertThat(load(one(), bucket, 1, Set.of("a"))).isEmpty();
    }

    @Test
    void manyReadsGoSideBySide() {
        long epoch = one().claim(bucket, "first").epoch();
        Map<String, S> rows = rows(1_000);
        flush(one(), epoch, 1, at(1), rows);

        List<CompletableFuture<Optional<Map<String, S>>>> reads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            reads.add(one().load(bucket, epoch, rows.keySet()).toCompletableFuture());
        }

        assertThat(reads).extracting(CompletableFuture::join).containsOnly(Optional.of(rows));
    }
}
