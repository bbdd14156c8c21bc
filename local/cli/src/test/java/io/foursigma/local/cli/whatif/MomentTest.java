// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00+01:00, 2026-03-01T11:00:00Z",
        "1700000000123, 2023-11-14T22:13:20.123Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "2h, 2026-03-01T10:00:00Z",
        "0s, 2026-03-01T12:00:00Z"
    })
    void aMomentHasThreeForms(String text, Instant moment) {
        assertThat(Moment.parse("--from", text, () -> NOW)).isEqualTo(moment.toEpochMilli());
    }

    @Test
    void anythingElseIsRefusedWithTheCure() {
        assertThatThrownBy(() -> Moment.parse("--from", "2026-03-01T12:00:00", () -> NOW))
                .hasMessageContaining("--from: '2026-03-01T12:00:00'")
                .hasMessageContaining("give one such as");
    }
}
