// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header {@code Idempotency-Key}. */
final class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"\"a-1\" | a-1", "a-1 | a-1", "' x ' | x", "!~ | !~"})
    void aKeyIsTheSameWithAndWithoutItsQuotes(String header, String key) throws Exception {
        assertThat(IdempotencyKey.of(header)).isEqualTo(key);
    }

    @Test
    void whereThereIsNoHeaderThereIsNoKey() throws Exception {
        assertThat(IdempotencyKey.of(null)).isNull();
        assertThat(IdempotencyKey.of("k".repeat(255))).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "\"a", "a\"b", "\u00e9"})
    void anythingElseIsRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(header))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_KEY));
        assertThatThrownBy(() -> IdempotencyKey.of("k".repeat(256))).isInstanceOf(RequestRefusedException.class);
    }
}
