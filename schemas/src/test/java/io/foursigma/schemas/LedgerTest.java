// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void equationMustHoldWhereAllBucketsStandAtTheSameOffset() {
        assertThat(new Ledger.Line(0, 9, 9, 10, 7, 3, 1, 5, 0).balanced()).isTrue();
        assertThat(new Ledger.Line(0, 9, 9, 10, 7, 2, 1, 5, 0).balanced()).isFalse();
        assertThat(new Ledger.Line(0, 8, 9, 10, 7, 2, 1, 5, 0).balanced()).isTrue();
    }

    @Test
    void totalsAreSumsAndOneBrokenPartitionBreaksTheLedger() {
        Ledger.Line good = new Ledger.Line(0, 9, 9, 10, 7, 3, 1, 5, 0);
        Ledger.Line bad = new Ledger.Line(1, 9, 9, 100, 70, 20, 2, 6, 4);
        Ledger ledger = new Ledger(List.of(good, bad));
        assertThat(List.of(
                        ledger.read(),
                        ledger.applied(),
                        ledger.deadLettered(),
                        ledger.late(),
                        ledger.replayed(),
                        ledger.lost()))
                .containsExactly(110L, 77L, 23L, 3L, 11L, 4L);
        assertThat(ledger.balanced()).isFalse();
        assertThat(new Ledger(List.of(good)).balanced()).isTrue();
    }
}
