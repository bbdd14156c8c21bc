// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacingTest {

    private long millis = 1_000_000;

    private final Pacing pacing = new Pacing(10, () -> Instant.ofEpochMilli(millis));

    @Test
    void requestWaitsUntilWhatWasSentTooMuchIsMadeUpFor() {
        assertThat(pacing.waitMillis("a")).isZero();
        pacing.sent("a", 25);
        assertThat(pacing.waitMillis("a")).isEqualTo(1_501);
        assertThat(pacing.waitMillis("b")).as("another holder").isZero();
        millis += 1_400;
        assertThat(pacing.waitMillis("a")).isEqualTo(101);
        millis += 101;
        assertThat(pacing.waitMillis("a")).isZero();
    }

    @Test
    void restSavesUpNoMoreThanASecond() {
        pacing.sent("a", 10);
        millis += 3_600_000;
        pacing.sent("a", 20);
        assertThat(pacing.waitMillis("a")).isEqualTo(1_001);
    }

    @Test
    void clockThatIsPutBackFillsNothingAndBlocksNobody() {
        pacing.sent("a", 20);
        assertThat(pacing.waitMillis("a")).isEqualTo(1_001);
        millis -= 3_600_000;
        assertThat(pacing.waitMillis("a")).isEqualTo(1_001);
        millis += 1_001;
        assertThat(pacing.waitMillis("a")).isZero();
    }
}
