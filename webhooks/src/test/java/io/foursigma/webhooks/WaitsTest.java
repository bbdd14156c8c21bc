// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaitsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "1, 125, 250",
        "2, 250, 500",
        "3, 500, 1000",
        "8, 16000, 32000",
        "9, 30000, 60000",
        "1000000, 30000, 60000"
    })
    void waitsGrowAndDifferByChance(int failures, long least, long most) {
        Random random = new Random(7);
        assertThat(random.ints(1_000)
                        .mapToObj(unused -> Waits.after(failures, random).toMillis()))
                .allSatisfy(millis -> assertThat(millis).isBetween(least, most))
                .hasSizeGreaterThan(1)
                .anySatisfy(millis -> assertThat(millis).isLessThan(least + (most - least) / 10 + 1))
                .anySatisfy(millis -> assertThat(millis).isGreaterThan(most - (most - least) / 10 - 1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120",
        "3601, 3600",
        "999999999, 3600",
        "'Fri, 2 Jan 2026 03:05:05 GMT', 60",
        "'Fri, 02 Jan 2026 03:04:04 GMT', 0",
        "-5, 0",
        "soon, 0",
        "'', 0"
    })
    void askedWaitIsReadAsSecondsOrADate(String header, long seconds) {
        assertThat(Waits.asked(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void longestWaitIsAnHour() {
        assertThat(Waits.asked("Fri, 01 Jan 2038 00:00:00 GMT", NOW)).isEqualTo(Waits.LONGEST_ASKED);
    }
}
