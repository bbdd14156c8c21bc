// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryWatchTest {

    @Test
    void theResidentMemoryOfAProcessIsReadFromItsStatus() {
        assertThat(MemoryWatch.residentBytes("Name:\tjava\nVmHWM:\t  9000 kB\nVmRSS:\t  2048 kB\n"))
                .isEqualTo(2L << 20);
    }

    @Test
    void aProcessThatIsEndingHasNone() {
        assertThat(MemoryWatch.residentBytes("Name:\tjava\nState:\tZ (zombie)\n"))
                .isZero();
    }
}
