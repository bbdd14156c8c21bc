// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

    @Test
    void readingsAreAsFarApartAsTheirTimes() {
        Pace pace = new Pace(1, nanos::get);
        assertThat(pace.awaitsBegin()).isTrue();
        assertThat(pace.untilMillis(10_000)).isZero();
        assertThat(pace.awaitsBegin()).isFalse();
        assertThat(pace.untilMillis(11_500)).isEqualTo(1_500);
        nanos.addAndGet(1_499_000_001L);
        assertThat(pace.untilMillis(11_500)).isEqualTo(1);
        nanos.addAndGet(999_999);
        assertThat(pace.untilMillis(11_500)).isZero();
        assertThat(pace.untilMillis(9_000)).as("behind the others").isNegative();
    }

    @Test
    void aFactorShortensWhatLiesBetween() {
        Pace pace = new Pace(60, nanos::get);
        pace.begin(0);
        assertThat(pace.untilMillis(3_600_000)).isEqualTo(60_000);
        assertThat(pace.untilMillis(Item.NO_TIME)).isZero();
        assertThat(pace.untilMillis(Long.MAX_VALUE)).isPositive();
    }

    @Test
    void fullSpeedWaitsForNothing() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY, nanos::get);
        assertThat(pace.awaitsBegin()).isFalse();
        assertThat(pace.untilMillis(1)).isZero();
        assertThat(pace.untilMillis(Long.MAX_VALUE)).isZero();
    }
}
