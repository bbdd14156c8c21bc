// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void waitDoublesUpToItsLimit() {
        assertThat(BACKOFF.waitAfter(1, 0)).isEqualTo(Duration.ofMillis(100));
        assertThat(BACKOFF.waitAfter(2, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(BACKOFF.waitAfter(4, 0)).isEqualTo(Duration.ofMillis(800));
        assertThat(BACKOFF.waitAfter(5, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(BACKOFF.waitAfter(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void chanceTakesAwayHalfAtMost() {
        assertThat(BACKOFF.waitAfter(1, 0.5)).isEqualTo(Duration.ofMillis(75));
        assertThat(BACKOFF.waitAfter(1, 0.999_999)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void longWaitsDoNotOverflow() {
        Backoff days = new Backoff(Duration.ofDays(10_000), Duration.ofDays(100_000), Duration.ZERO);
        assertThat(days.waitAfter(31, 0)).isBetween(Duration.ofDays(10_000), Duration.ofDays(100_000));
    }

    @Test
    void waitOfNothingIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
