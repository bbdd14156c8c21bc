// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexesTest {

    private final Indexes indexes = new Indexes("foursigma", YearMonth.of(2010, 1));

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00Z, 2026.03",
        "2026-02-28T23:59:59.999Z, 2026.02",
        "2010-01-01T00:00:00Z, 2010.01",
        "2009-12-31T23:59:59.999Z, archive",
        "1970-01-01T00:00:00Z, archive",
        "1969-12-31T23:59:59.999Z, archive",
        "2199-12-31T23:59:59.999Z, 2199.12",
    })
    void nameFollowsFromTheMonthInUtc(Instant time, String month) {
        assertThat(indexes.anomalies(time.toEpochMilli())).isEqualTo("foursigma-anomalies-" + month);
        assertThat(indexes.windows(time.toEpochMilli())).isEqualTo("foursigma-windows-" + month);
    }

    @ParameterizedTest
    @CsvSource({"0", "1772362800000"})
    void patternsTakeInEveryName(long time) {
        assertThat(indexes.anomalies(time)).startsWith(indexes.allAnomalies().replace("*", ""));
        assertThat(indexes.windows(time)).startsWith(indexes.allWindows().replace("*", ""));
    }
}
