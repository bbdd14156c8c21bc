// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSafetyTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080, true",
        "https://Relay.example, relay.example, true",
        "http://127.0.0.1:8081, 127.0.0.1:8080, false",
        "http://evil.example, 127.0.0.1:8080, false",
        "http://127.0.0.1:8080.evil.example, 127.0.0.1:8080, false",
        "null, 127.0.0.1:8080, false",
        "://127.0.0.1:8080, 127.0.0.1:8080, false"
    })
    void onlyThePageOfTheSameHostMayListen(String origin, String host, boolean allowed) {
        assertThat(WebSafety.sameHost(origin, host)).isEqualTo(allowed);
    }

    @Test
    void programWithoutAnOriginMayListen() {
        assertThat(WebSafety.sameHost(null, "127.0.0.1:8080")).isTrue();
    }
}
