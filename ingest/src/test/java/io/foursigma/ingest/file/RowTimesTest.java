// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RowTimesTest {

    private final RowTimes berlin = new RowTimes(Optional.of(ZoneId.of("Europe/Berlin")));
    private final RowTimes nowhere = new RowTimes(Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "2014-02-14 14:30:00, 2014-02-14T13:30:00Z",
        "2014-02-14T14:30:00, 2014-02-14T13:30:00Z",
        "2014-07-14 14:30, 2014-07-14T12:30:00Z",
        "2014-02-14 14:30:00.1239, 2014-02-14T13:30:00.123Z",
        "2014-02-14 14:30:00Z, 2014-02-14T14:30:00Z",
        "2014-02-14 14:30:00-02:30, 2014-02-14T17:00:00Z",
        "2014-02-14T14:30:00+01, 2014-02-14T13:30:00Z",
        "1392388200000, 2014-02-14T14:30:00Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "2022-10-30 02:30:00, 2022-10-30T00:30:00Z",
        "2022-03-27 02:30:00, 2022-03-27T01:30:00Z",
        "2024-02-29 00:00:00, 2024-02-28T23:00:00Z",
    })
    void timesAreReadWithAndWithoutOffset(String text, String instant) {
        assertThat(Instant.ofEpochMilli(berlin.millis(text))).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2014-02-14",
                "14.02.2014 14:30:00",
                "2014-02-30 14:30:00",
                "2023-02-29T00:00:00",
                "2014-02-14 24:00:00",
                "2014-02-14  14:30:00",
                "2014-02-14 14:60:00",
                "2014-02-14 14:30:00 CET",
                "\u0662\u0660\u0661\u0664-02-14 14:30:00"
            })
    void whatIsNoTimeIsTold(String text) {
        assertThatThrownBy(() -> berlin.millis(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the time is no ISO-8601 text: '" + text + "'");
    }

    @Test
    void aNumberBeyond64BitsIsTold() {
        assertThatThrownBy(() -> berlin.millis("9999999999999999999")).hasMessageContaining("beyond 64 bits");
    }

    @Test
    void withoutAZoneATimeNeedsItsOffset() {
        assertThat(nowhere.millis("2014-02-14 14:30:00Z")).isEqualTo(1392388200000L);
        for (String text : new String[] {"2014-02-14 14:30:00", "2014-02-14 14:30:00.5"}) {
            assertThatThrownBy(() -> nowhere.millis(text))
                    .hasMessage("the time has no offset, and collect.files.zone gives no zone: '" + text + "'");
        }
    }
}
