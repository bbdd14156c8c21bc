// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        assertThat(indexes.ledger(time.toEpochMilli())).isEqualTo("foursigma-ledger-" + month);
    }

    @ParameterizedTest
    @CsvSource({
        "foursigma-anomalies-2026.03, 2026-03, false",
        "foursigma-windows-2010.12, 2010-12, false",
        "foursigma-ledger-2199.01, 2199-01, false",
        "foursigma-anomalies-archive, , true",
        "foursigma-windows-archive, , true",
        "foursigma-anomalies-2026.13, , false",
        "foursigma-anomalies-2026.3, , false",
        "foursigma-anomalies-2026.03-copy, , false",
        "old-foursigma-anomalies-2026.03, , false",
        "foursigma2-anomalies-2026.03, , false",
        "foursigma-notes-2026.03, , false",
        "foursigma-notes-archive, , false",
        "foursigma-anomalies, , false",
        "foursigma, , false",
    })
    void ownIndexesAndTheirMonthsAreKnownByTheirWholeName(String index, @Nullable YearMonth month, boolean archive) {
        assertThat(indexes.month(index)).isEqualTo(Optional.ofNullable(month));
        assertThat(indexes.isArchive(index)).isEqualTo(archive);
    }

    @ParameterizedTest
    @CsvSource({"0", "1772362800000"})
    void patternsTakeInEveryName(long time) {
        assertThat(indexes.anomalies(time)).startsWith(indexes.allAnomalies().replace("*", ""));
        assertThat(indexes.windows(time)).startsWith(indexes.allWindows().replace("*", ""));
        assertThat(indexes.ledger(time)).startsWith(indexes.allLedger().replace("*", ""));
        assertThat(indexes.ledger(time)).startsWith(indexes.all().replace("*", ""));
    }
}
