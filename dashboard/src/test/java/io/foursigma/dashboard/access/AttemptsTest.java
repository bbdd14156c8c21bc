// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Duration PER_NETWORK = Duration.ofSeconds(30);
    private static final Duration PER_NAME = Duration.ofSeconds(10);

    private long millis = 1_000_000;
    private final Attempts attempts = new Attempts(() -> Instant.ofEpochMilli(millis));

    @Test
    void networkHasTenAttemptsWhateverTheNameAndThenOneInThirtySeconds() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.take("10.0.0.1", "name-" + i)).isZero();
        }
        assertThat(attempts.take("10.0.0.1", "anna")).isEqualTo(PER_NETWORK);
        assertThat(attempts.take("10.0.0.2", "anna")).isZero();
        millis += PER_NETWORK.toMillis() - 1;
        assertThat(attempts.take("10.0.0.1", "anna")).isEqualTo(Duration.ofMillis(1));
        millis += 1;
        assertThat(attempts.take("10.0.0.1", "anna")).isZero();
        assertThat(attempts.take("10.0.0.1", "anna")).isEqualTo(PER_NETWORK);
    }

    @Test
    void nameHasTwentyAttemptsFromAllNetworksAndThenOneInTenSeconds() {
        for (int i = 0; i < 20; i++) {
            assertThat(attempts.take("10.0.0." + i, "anna")).isZero();
        }
        assertThat(attempts.take("10.0.1.1", "anna")).isEqualTo(PER_NAME);
        assertThat(attempts.take("10.0.1.1", "bob")).isZero();
        millis += PER_NAME.toMillis();
        assertThat(attempts.take("10.0.1.1", "anna")).isZero();
    }

    @Test
    void rightPasswordGivesBackItsOwnAttemptAndNoOther() {
        for (int i = 0; i < 19; i++) {
            attempts.take("10.0.0." + i, "anna");
        }
        for (int i = 0; i < 5; i++) {
            assertThat(attempts.take("10.0.9.9", "anna")).isZero();
            attempts.giveBack("10.0.9.9", "anna");
        }
        assertThat(attempts.take("10.0.0.1", "anna")).isZero();
        assertThat(attempts.take("10.0.0.1", "anna")).isEqualTo(PER_NAME);
    }

    @Test
    void clockThatIsPutBackGivesNothing() {
        for (int i = 0; i < 10; i++) {
            attempts.take("10.0.0.1", "name-" + i);
        }
        millis -= 500_000;
        assertThat(attempts.take("10.0.0.1", "anna")).isEqualTo(PER_NETWORK);
    }
}
