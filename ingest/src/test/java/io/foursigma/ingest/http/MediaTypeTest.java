// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | JSON",
                "Application/JSON;charset=UTF-8 | JSON",
                "application/json ; charset=\"utf-8\" | JSON",
                "application/json; charset=utf-8; profile=x | JSON",
                "application/x-ndjson | NDJSON",
                "application/ndjson | NDJSON",
                "application/jsonl | NDJSON",
                "text/csv; header=present | CSV",
                "application/senml+json | SENML",
            })
    void aTypeIsKnownWhateverItsParameters(String header, MediaType type) throws RequestRefusedException {
        assertThat(MediaType.of(header)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "json",
                "text/plain",
                "application/jsonx",
                "application/senml+cbor",
                "application/json, text/csv",
                "application/json; charset=utf-16",
                "application/json; charset=utf-80",
                "text/csv; charset=iso-8859-1"
            })
    void othersAreRefusedByTheirName(String header) {
        assertThatThrownBy(() -> MediaType.of(header))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("'" + header + "'");
    }

    @Test
    void noneIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> MediaType.of(null))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("no Content-Type: send application/json, application/x-ndjson, text/csv or"
                        + " application/senml+json");
    }
}
