// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerReport.Backlog;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.SensorCounts;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgersTest {

    @Test
    void noBucketsMakeAnEmptyBalancedLedger() {
        Ledger ledger = Ledgers.of(Map.of(), Map.of());
        assertThat(ledger.partitions()).isEmpty();
        assertThat(ledger.balanced()).isTrue();
    }

    @Test
    void countersAreSummedOverTheBucketsThatKeepThem() {
        Ledger ledger = Ledgers.of(
                Map.of(
                        0, Map.of(0, new Progress(10, 12, 5, 2, 0, 3, 6)),
                        1, Map.of(0, new Progress(10, 0, 5, 0, 0, 1, 1))),
                Map.of(
                        0, Map.of(0, new Progress(10, 900, 900, 900, 4, 900, 900)),
                        1, Map.of(0, new Progress(10, 0, 0, 0, 1, 0, 0))));
        assertThat(ledger.partitions()).containsExactly(new Ledger.Line(0, 10, 10, 12, 10, 2, 5, 4, 7));
        assertThat(ledger.balanced()).isTrue();
    }

    @Test
    void spanReachesFromTheLeastToTheGreatestNextOffsetOfBothKinds() {
        Ledger ledger = Ledgers.of(
                Map.of(0, Map.of(3, new Progress(40, 40, 40, 0, 0, 0, 0)), 1, Map.of(3, Progress.at(38))),
                Map.of(0, Map.of(3, Progress.at(35)), 1, Map.of(3, Progress.at(44))));
        assertThat(ledger.partitions()).singleElement().satisfies(line -> {
            assertThat(line.from()).isEqualTo(35);
            assertThat(line.to()).isEqualTo(44);
            assertThat(line.settled()).isFalse();
        });
    }

    @Test
    void partitionsComeInOrderAndOneThatOnlyWindowsKnowHasALine() {
        Ledger ledger = Ledgers.of(
                Map.of(7, Map.of(2, Progress.at(1), 0, Progress.at(2))), Map.of(7, Map.of(1, Progress.at(3))));
        assertThat(ledger.partitions()).extracting(Ledger.Line::partition).containsExactly(0, 1, 2);
    }

    @Test
    void partitionIsNotSettledBeforeEveryBucketHasStateOfIt() {
        InMemoryStores stores = InMemoryStores.create();
        flush(stores.stats(), 0, new Progress(100, 100, 6, 0, 0, 0, 0));
        flush(stores.windows(), 0, new Progress(100, 0, 6, 0, 0, 0, 0));
        flush(stores.windows(), 1, new Progress(100, 0, 94, 0, 0, 0, 0));
        Ledger first = Ledgers.of(stores.state(), 2);
        assertThat(first.balanced()).isTrue();
        assertThat(first.partitions())
                .singleElement()
                .satisfies(line -> assertThat(line.settled()).isFalse());

        flush(stores.stats(), 1, new Progress(100, 0, 93, 0, 0, 0, 0));
        assertThat(Ledgers.of(stores.state(), 2).balanced()).isFalse();
    }

    @Test
    void whatKafkaHoldsBeyondTheStateIsLagAndPartlyGone() {
        Ledger ledger = Ledgers.of(Map.of(0, Map.of(0, Progress.at(40), 1, Progress.at(7))), Map.of());
        LedgerReport report = Ledgers.report(
                ledger,
                new TreeMap<>(Map.of(0, new Span(55, 100), 1, new Span(2, 5), 2, new Span(30, 50))),
                null,
                null);
        assertThat(report.backlog())
                .isEqualTo(Map.of(0, new Backlog(60, 15), 1, new Backlog(0, 0), 2, new Backlog(20, 0)));
        assertThat(report.lag()).isEqualTo(80);
        assertThat(report.gone()).isEqualTo(15);
        assertThat(report.ledger().partitions().get(2)).isEqualTo(new Ledger.Line(2, 30, 30, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void reportWithoutKafkaKnowsNoLag() {
        LedgerReport report = Ledgers.report(new Ledger(List.of()), null, null, null);
        assertThat(report.lag()).isNull();
        assertThat(report.gone()).isNull();
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void bucketWhoseSensorsCountOtherwiseBreaksTheBalance() {
        SensorCounts counts =
                new SensorCounts(3, List.of(new BucketCounts(0, 2, 10, 10), new BucketCounts(2, 1, 4, 5)), 0);
        assertThat(counts.moving()).isEqualTo(1);
        assertThat(counts.wrong()).containsExactly(new BucketCounts(2, 1, 4, 5));
        assertThat(Ledgers.report(new Ledger(List.of()), null, counts, null).balanced())
                .isFalse();
    }

    private static <S> void flush(BucketStore<S> store, int bucket, Progress progress) {
        BucketStore.Claim claim = store.claim(bucket, "owner");
        store.flush(new BucketStore.Flush<>(
                        bucket, claim.epoch(), claim.sequence() + 1, "topic", Map.of(0, progress), Map.of(), List.of()))
                .toCompletableFuture()
                .join();
    }

    @Test
    void lostReadingBreaksTheBalanceOfASettledPartition() {
        Ledger ledger = Ledgers.of(Map.of(0, Map.of(0, new Progress(10, 10, 9, 0, 0, 0, 0))), Map.of());
        assertThat(ledger.balanced()).isFalse();
    }
}
