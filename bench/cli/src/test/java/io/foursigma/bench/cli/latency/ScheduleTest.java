// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Schedule SCHEDULE =
            new Schedule(Plan.of(3_000, 2, Duration.ofMillis(2), Duration.ofMillis(3)), 5_000_900);

    @Test
    void readingsAreDueEvenlyWhateverHappens() {
        assertThat(SCHEDULE.plan()).isEqualTo(new Plan(3_000, 2, 6, 15));
        assertThat(SCHEDULE.dueMicros(0)).isEqualTo(5_000_900);
        assertThat(SCHEDULE.dueMicros(1)).isEqualTo(5_001_233);
        assertThat(SCHEDULE.dueMicros(3)).isEqualTo(5_001_900);
        assertThat(SCHEDULE.timeMillis(0)).isEqualTo(5_000);
        assertThat(SCHEDULE.timeMillis(3)).isEqualTo(5_001);
    }

    @Test
    void sensorsTakeTurns() {
        assertThat(SCHEDULE.sensor(0)).isZero();
        assertThat(SCHEDULE.sensor(1)).isEqualTo(1);
        assertThat(SCHEDULE.sensor(2)).isZero();
    }

    @Test
    void warmUpIsNotMeasured() {
        assertThat(SCHEDULE.isMeasured(5)).isFalse();
        assertThat(SCHEDULE.isMeasured(6)).isTrue();
        assertThat(SCHEDULE.plan().measured()).isEqualTo(9);
    }

    @Test
    void findsTheFirstReadingOfASensorSinceATime() {
        for (int sensor = 0; sensor < 2; sensor++) {
            for (long millis = 4_998; millis < 5_010; millis++) {
                int expected = 15;
                for (int reading = 14; reading >= 0; reading--) {
                    if (SCHEDULE.sensor(reading) == sensor && SCHEDULE.timeMillis(reading) >= millis) {
                        expected = reading;
                    }
                }
                assertThat(SCHEDULE.firstSince(sensor, millis))
                        .as("sensor %d since %d", sensor, millis)
                        .isEqualTo(expected);
            }
        }
    }
}
