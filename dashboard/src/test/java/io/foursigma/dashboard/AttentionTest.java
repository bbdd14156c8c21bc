// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.VerdictName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of live-protocol.md: of two that hold the first counts. */
class AttentionTest {

    private static final long NOW = 1_000_000_000;
    private static final Limits LIMITS = new Limits(0.0, 10.0, 90.0, 100.0);

    @ParameterizedTest
    @CsvSource({
        // value, verdict, alerted, silence, age when it came, interval, state
        "100, ANOMALOUS, true, 90000, 0, 100, ALARM",
        "0, NORMAL, false, 0, 0, 100, ALARM",
        "99, ANOMALOUS, false, 0, 0, 100, ANOMALOUS",
        "99, NORMAL, true, 0, 0, 100, ANOMALOUS",
        "90, NORMAL, false, 90000, 0, 100, WARN",
        "10, LEARNING, false, 0, 0, 100, WARN",
        "50, NORMAL, false, 60001, 90000, 100, STALE",
        "50, NORMAL, false, 60000, 60001, 100, LATE",
        "50, NORMAL, false, 10001, 60001, 100, LATE",
        "50, NORMAL, false, 10001, 60000, 100, QUIET",
        "50, NORMAL, false, 10001, 0, , QUIET",
        "50, NORMAL, false, 10000, 0, 100, NORMAL",
        "50, NORMAL, false, 20000, 0, 2000, NORMAL",
        "50, NORMAL, false, 20001, 0, 2000, QUIET",
        "50, NORMAL, false, 200000, 0, 2000, QUIET",
        "50, NORMAL, false, 200001, 0, 2000, STALE",
        "50, LEARNING, false, 0, 0, 100, LEARNING",
    })
    void firstRuleThatHoldsCounts(
            double value,
            VerdictName verdict,
            boolean alerted,
            long silence,
            long age,
            @Nullable Double interval,
            Attention expected) {
        long heard = NOW - silence;
        LatestReading reading = new LatestReading("s", heard - age, value, 0, 0, verdict, null);
        SensorView sensor = new SensorView(new LatestSensor("s", reading, null), heard, interval, List.of());
        assertThat(Attention.of(sensor, LIMITS, alerted, NOW)).isEqualTo(expected);
    }
}
