// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PacingTest {

    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);

    @Test
    void aRequestIsTakenWhileAnythingIsInTheBucketHoweverLargeItIs() {
        Pacing pacing = pacing(10);
        assertThat(pacing.waitMillis("a")).isZero();
        pacing.sent("a", 9);
        assertThat(pacing.waitMillis("a")).isZero();
        pacing.sent("a", 101);
        assertThat(pacing.waitMillis("a")).isBetween(10_000L, 10_001L);
    }

    /** Whoever has waited as long as was told is taken, and not before. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "10, 25", "3, 4", "0.5, 1", "1000, 1001", "1e9, 2000000001", "7, 1000"})
    void theWaitThatIsToldIsEnoughAndIsNeeded(double perSecond, int readings) {
        Pacing pacing = pacing(perSecond);
        pacing.sent("a", readings);
        long wait = pacing.waitMillis("a");
        assertThat(wait).isPositive();
        now.addAndGet(wait - 1);
        assertThat(pacing.waitMillis("a")).isEqualTo(1);
        now.addAndGet(1);
        assertThat(pacing.waitMillis("a")).isZero();
    }

    @Test
    void theBucketHoldsNoMoreThanASecondBrings() {
        Pacing pacing = pacing(10);
        pacing.sent("a", 5);
        now.addAndGet(3_600_000);
        pacing.sent("a", 11);
        assertThat(pacing.waitMillis("a")).isEqualTo(101);
    }

    @Test
    void holdersDoNotPayForEachOther() {
        Pacing pacing = pacing(1);
        pacing.sent("a", 100);
        assertThat(pacing.waitMillis("a")).isPositive();
        assertThat(pacing.waitMillis("b")).isZero();
    }

    @Test
    void aClockThatIsPutBackFillsNothingAndHoldsNobodyUp() {
        Pacing pacing = pacing(1);
        pacing.sent("a", 2);
        now.addAndGet(-3_600_000);
        assertThat(pacing.waitMillis("a")).isEqualTo(1_001);
        now.addAndGet(1_001);
        assertThat(pacing.waitMillis("a")).isZero();
    }

    @Test
    void withoutARateNobodyWaits() {
        Pacing pacing = pacing(Double.POSITIVE_INFINITY);
        pacing.sent("a", Integer.MAX_VALUE);
        assertThat(pacing.waitMillis("a")).isZero();
    }

    private Pacing pacing(double perSecond) {
        return new Pacing(perSecond, () -> Instant.ofEpochMilli(now.get()));
    }
}
