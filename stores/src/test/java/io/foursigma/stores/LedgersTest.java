// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Progress;
import java.util.Map;
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
    void lostReadingBreaksTheBalanceOfASettledPartition() {
        Ledger ledger = Ledgers.of(Map.of(0, Map.of(0, new Progress(10, 10, 9, 0, 0, 0, 0))), Map.of());
        assertThat(ledger.balanced()).isFalse();
    }
}
