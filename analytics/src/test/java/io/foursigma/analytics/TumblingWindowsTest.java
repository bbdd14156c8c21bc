// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TumblingWindowsTest {

    @ParameterizedTest(name = "{0} lies in [{1}, {2})")
    @CsvSource({
        "     0,     0,  2000",
        "     1,     0,  2000",
        "  1999,     0,  2000",
        "  2000,  2000,  4000",
        "    -1, -2000,     0",
        " -1999, -2000,     0",
        " -2000, -2000,     0",
        " -2001, -4000, -2000",
    })
    void windowsAreAlignedToTheEpochAndExcludeTheirEnd(long timeMillis, long startMillis, long endMillis) {
        TumblingWindows windows = new TumblingWindows(2000);

        assertThat(windows.start(timeMillis)).isEqualTo(startMillis);
        assertThat(windows.end(startMillis)).isEqualTo(endMillis);
    }

    @Test
    void everyTimeLiesInExactlyOneWindow() {
        long seed = 20;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            TumblingWindows windows = new TumblingWindows(random.nextLong(1, 1L << random.nextInt(1, 40)));
            long timeMillis = random.nextLong(-(1L << 60), 1L << 60);

            long start = windows.start(timeMillis);

            assertThat(timeMillis).as("seed %d, %s", seed, windows).isBetween(start, windows.end(start) - 1);
            assertThat(BigInteger.valueOf(start).mod(BigInteger.valueOf(windows.lengthMillis())))
                    .as("seed %d, %s", seed, windows)
                    .isZero();
        }
    }

    @Test
    void timeWhoseWindowLeavesTheRangeOfLongIsRefusedNotWrapped() {
        TumblingWindows windows = new TumblingWindows(1000);

        assertThatThrownBy(() -> windows.start(Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> windows.end(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void lengthBelowOneIsRefused(long lengthMillis) {
        assertThatThrownBy(() -> new TumblingWindows(lengthMillis))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(lengthMillis + " ms");
    }
}
